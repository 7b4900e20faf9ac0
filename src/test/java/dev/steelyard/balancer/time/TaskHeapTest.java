package dev.steelyard.balancer.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskHeapTest {
  private final TaskHeap heap = new TaskHeap();
  private final List<String> ran = new ArrayList<>();

  @Test
  void emptyHeapHasNothingDue() {
    assertThat(heap.size()).isZero();
    assertThat(heap.nextDueNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(heap.pollDue(Long.MAX_VALUE)).isNull();
  }

  @Test
  void taskIsDueAtItsTimeAndNotBefore() {
    add(10, "a");

    assertThat(heap.nextDueNanos()).isEqualTo(10);
    assertThat(heap.pollDue(9)).isNull();
    runDue(10);
    assertThat(ran).containsExactly("a");
    assertThat(heap.size()).isZero();
  }

  @Test
  void equalsRunInTheOrderOfTheirSubmission() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      add(7, "t" + i);
      expected.add("t" + i);
    }

    runDue(7);

    assertThat(ran).isEqualTo(expected);
  }

  @Test
  void equalsKeepTheirOrderWhenOthersAmongThemAreCalledOff() {
    List<Cancellable> handles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      handles.add(add(7, "t" + i));
    }

    handles.get(0).cancel();
    handles.get(4).cancel();
    handles.get(9).cancel();
    runDue(7);

    assertThat(ran).containsExactly("t1", "t2", "t3", "t5", "t6", "t7", "t8");
  }

  @Test
  void callingOffRemovesAtOnce() {
    Cancellable first = add(1, "first");
    add(2, "second");

    first.cancel();

    assertThat(heap.size()).isEqualTo(1);
    assertThat(heap.nextDueNanos()).isEqualTo(2);
  }

  @Test
  void callingOffTwiceRemovesNothingElse() {
    Cancellable first = add(1, "first");
    add(2, "second");

    first.cancel();
    first.cancel();

    assertThat(heap.size()).isEqualTo(1);
    runDue(2);
    assertThat(ran).containsExactly("second");
  }

  @Test
  void callingOffWhatHasRunRemovesNothingElse() {
    Cancellable first = add(1, "first");
    add(2, "second");
    runDue(1);

    first.cancel();

    assertThat(heap.size()).isEqualTo(1);
  }

  @Test
  void timeMayBeNegative() {
    add(Long.MIN_VALUE, "earliest");
    add(-1, "early");
    add(Long.MAX_VALUE, "latest");

    runDue(Long.MAX_VALUE);

    assertThat(ran).containsExactly("earliest", "early", "latest");
  }

  /// As timeouts do it: each is called off long before it is due, while others run.
  @Test
  void tasksThatAreCalledOffInGreatNumbersDisturbNoOthers() {
    List<Cancellable> timeouts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int now = 0; now < 5_000; now++) {
      timeouts.add(add(now + 10_000, "timeout " + now));
      add(now, "task " + now);
      expected.add("task " + now);
      if (now >= 10) {
        timeouts.get(now - 10).cancel();
      }
      runDue(now);
      assertThat(heap.size()).isEqualTo(Math.min(now + 1, 10));
    }
    for (int left = 4_990; left < 5_000; left++) {
      expected.add("timeout " + left);
    }

    runDue(Long.MAX_VALUE);

    assertThat(ran).isEqualTo(expected);
  }

  @Test
  void taskMayCallOffItsFollowersAndSubmitOthers() {
    List<Cancellable> followers = new ArrayList<>();
    heap.add(
        1,
        () -> {
          ran.add("first");
          followers.forEach(Cancellable::cancel);
          add(1, "last");
        });
    for (int i = 0; i < 200; i++) {
      followers.add(add(1 + i, "never"));
    }
    add(1, "second");

    runDue(Long.MAX_VALUE);

    assertThat(ran).containsExactly("first", "second", "last");
  }

  @Test
  void whatWasCalledOffIsLetGo() {
    var action = new WeakReference<>(new Object());
    Cancellable handle = addHolding(action.get());

    handle.cancel();

    for (int i = 0; i < 100 && action.get() != null; i++) {
      System.gc();
    }
    assertThat(action.get()).isNull();
  }

  private Cancellable addHolding(@Nullable Object held) {
    return heap.add(5, () -> ran.add("held " + held));
  }

  /// So many that the ring grows and turns, while one waits for ever at its front or none does.
  @ParameterizedTest(name = "called off after {0} more, the first never: {1}")
  @CsvSource({"1,false", "3,true", "100,false", "100,true"})
  void timeoutsOfOneLengthRunInOrderUnlessCalledOff(int after, boolean firstStays) {
    List<Cancellable> timeouts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int now = 0; now < 20_000; now++) {
      String name = "timeout " + now;
      timeouts.add(heap.addTimeout(now + 50_000L, () -> ran.add(name)));
      int old = now - after;
      if (old >= 0 && !(old == 0 && firstStays)) {
        timeouts.get(old).cancel();
      }
      runDue(now);
    }
    if (firstStays) {
      expected.add("timeout 0");
    }
    for (int left = 20_000 - after; left < 20_000; left++) {
      expected.add("timeout " + left);
    }
    assertThat(heap.size()).isEqualTo(expected.size());

    runDue(Long.MAX_VALUE);

    assertThat(ran).isEqualTo(expected);
  }

  @Test
  void timeoutsAndTasksThatAreDueTogetherRunInTheOrderOfTheirSubmission() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = "timeout " + i;
      heap.addTimeout(7, () -> ran.add(name));
      add(7, "task " + i);
      expected.addAll(List.of(name, "task " + i));
    }

    runDue(7);

    assertThat(ran).isEqualTo(expected);
  }

  /// A plain list, searched from end to end, is the model. The further ahead tasks are due, the
  /// more of them are called off before.
  @ParameterizedTest(name = "seed {0}, up to {1} ahead")
  @CsvSource({"1,20", "2,20", "3,20", "4,20", "5,1000", "6,1000", "7,100000", "8,100000", "9,1"})
  void behavesAsASortedListWhateverIsDoneToIt(long seed, int ahead) {
    RandomGenerator random = new Seeds(seed).stream("operations");
    List<Modelled> model = new ArrayList<>();
    List<Modelled> everAdded = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 4_000; step++) {
      int dice = random.nextInt(10);
      if (dice < 5) {
        var entry = new Modelled(now + random.nextInt(ahead), everAdded.size());
        entry.handle = addEitherWay(entry, random);
        model.add(entry);
        everAdded.add(entry);
      } else if (dice < 8 && !everAdded.isEmpty()) {
        Modelled any = everAdded.get(random.nextInt(everAdded.size())); // Often gone already.
        any.handle.cancel();
        model.remove(any);
      } else {
        now += random.nextInt(5);
        List<String> expected = takeDue(model, now);
        ran.clear();
        runDue(now);
        assertThat(ran).as("seed %d, step %d", seed, step).isEqualTo(expected);
      }
      long nextDue = model.stream().mapToLong(entry -> entry.due).min().orElse(Long.MAX_VALUE);
      assertThat(heap.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
      assertThat(heap.nextDueNanos()).as("seed %d, step %d", seed, step).isEqualTo(nextDue);
    }
  }

  private Cancellable addEitherWay(Modelled entry, RandomGenerator random) {
    Runnable action = () -> ran.add("t" + entry.number);
    return random.nextBoolean() ? heap.add(entry.due, action) : heap.addTimeout(entry.due, action);
  }

  private static List<String> takeDue(List<Modelled> model, long now) {
    List<Modelled> due = new ArrayList<>(model.stream().filter(entry -> entry.due <= now).toList());
    model.removeAll(due);
    due.sort(Comparator.<Modelled>comparingLong(e -> e.due).thenComparingInt(e -> e.number));
    return due.stream().map(entry -> "t" + entry.number).toList();
  }

  private Cancellable add(long dueNanos, String name) {
    return heap.add(dueNanos, () -> ran.add(name));
  }

  private void runDue(long nowNanos) {
    for (Runnable task = heap.pollDue(nowNanos); task != null; task = heap.pollDue(nowNanos)) {
      task.run();
    }
  }

  private static final class Modelled {
    final long due;
    final int number;
    Cancellable handle = Cancellable.NOTHING;

    Modelled(long due, int number) {
      this.due = due;
      this.number = number;
    }
  }
}
