package dev.steelyard.clock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SystemTimelineTest {
  private static final long LONG_SECONDS = 30;
  private static final long MILLI = 1_000_000;

  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final SystemTimeline timeline = new SystemTimeline("test-loop", failure::complete);

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void tasksRunInTheOrderInWhichTheyAreDueAndNeverEarly() throws Exception {
    List<String> order = new ArrayList<>();
    var lateness = new CompletableFuture<Long>();
    long start = timeline.nanos();
    timeline.after(
        20 * MILLI,
        () -> {
          order.add("third");
          lateness.complete(timeline.nanos() - start - 20 * MILLI);
        });
    timeline.after(5 * MILLI, () -> order.add("first"));
    timeline.after(10 * MILLI, () -> order.add("second"));
    timeline.start();

    assertThat(lateness.get(LONG_SECONDS, SECONDS)).isNotNegative();
    assertThat(order).containsExactly("first", "second", "third");
  }

  @Test
  void tasksWithoutDelayRunInTheOrderOfTheirSubmission() throws Exception {
    timeline.start();
    var order = new CompletableFuture<List<Integer>>();
    timeline.execute(() -> {
      List<Integer> seen = new ArrayList<>();
      IntStream.range(0, 100).forEach(i -> timeline.after(-i, () -> seen.add(i)));
      timeline.after(MILLI, () -> order.complete(seen));
    });

    assertThat(order.get(LONG_SECONDS, SECONDS))
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aTaskThatWasCalledOffDoesNotRun() throws Exception {
    var ran = new AtomicInteger();
    var end = new CompletableFuture<Void>();
    Cancellable calledOff = timeline.after(5 * MILLI, ran::incrementAndGet);
    timeline.after(1 * MILLI, calledOff::cancel);
    timeline.after(10 * MILLI, () -> end.complete(null));
    timeline.start();

    end.get(LONG_SECONDS, SECONDS);
    assertThat(ran).hasValue(0);
  }

  @Test
  void aTimerFromAnotherThreadRunsAndCanBeCalledOffThere() throws Exception {
    timeline.start();
    var ran = new AtomicInteger();
    var end = new CompletableFuture<Void>();
    Cancellable calledOff = timeline.afterFromAnywhere(3_600_000 * MILLI, () -> ran.addAndGet(100));
    timeline.afterFromAnywhere(2 * MILLI, ran::incrementAndGet);
    calledOff.cancel();
    timeline.afterFromAnywhere(5 * MILLI, () -> end.complete(null));

    end.get(LONG_SECONDS, SECONDS);
    assertThat(ran).hasValue(1);
  }

  @Test
  void allThatManyThreadsExecuteRunsOnTheLoopInTheOrderOfEachThread() throws Exception {
    int threads = 4;
    int each = 5_000;
    List<List<Integer>> seen =
        IntStream.range(0, threads).<List<Integer>>mapToObj(i -> new ArrayList<>()).toList();
    List<Thread> ranOn = Collections.synchronizedList(new ArrayList<>());
    var all = new CountDownLatch(threads);
    timeline.start();
    for (List<Integer> mine : seen) {
      Thread.ofVirtual()
          .start(() -> {
            for (int i = 0; i < each; i++) {
              int number = i;
              timeline.execute(() -> mine.add(number));
            }
            timeline.execute(() -> {
              ranOn.add(Thread.currentThread());
              all.countDown();
            });
          });
    }

    assertThat(all.await(LONG_SECONDS, SECONDS)).isTrue();
    assertThat(seen)
        .allSatisfy(mine -> assertThat(mine).isEqualTo(IntStream.range(0, each).boxed().toList()));
    assertThat(ranOn.stream().distinct()).hasSize(1);
  }

  @Test
  void timersFireWhileTasksKeepComingFromOutside() throws Exception {
    timeline.start();
    var fired = new CompletableFuture<Void>();
    var again =
        new Runnable() {
          @Override
          public void run() {
            if (!fired.isDone()) {
              timeline.execute(this);
            }
          }
        };
    timeline.afterFromAnywhere(5 * MILLI, () -> fired.complete(null));
    timeline.execute(again);

    fired.get(LONG_SECONDS, SECONDS);
  }

  @Test
  void frozenTimeStandsStillWhileExecutedTasksRun() throws Exception {
    var fired = new CompletableFuture<Long>();
    timeline.start();
    onLoop(timeline::freeze);
    long frozenAt = timeline.nanos();
    timeline.afterFromAnywhere(0, () -> fired.complete(timeline.nanos()));
    long realTime = System.nanoTime();
    while (System.nanoTime() - realTime < 20 * MILLI) {
      onLoop(() -> {});
      assertThat(timeline.nanos()).isEqualTo(frozenAt);
    }
    assertThat(fired).isNotDone();

    timeline.thaw();

    assertThat(fired.get(LONG_SECONDS, SECONDS)).isGreaterThanOrEqualTo(frozenAt);
    assertThat(fired.get() - frozenAt)
        .isLessThanOrEqualTo(System.nanoTime() - realTime - 20 * MILLI);
  }

  @Test
  void timeGoesOnFromWhereItStoodSoThatNoDelayIsCutShort() throws Exception {
    timeline.start();
    var due = new CompletableFuture<Long>();
    long begun = timeline.nanos();
    timeline.afterFromAnywhere(50 * MILLI, () -> due.complete(timeline.nanos()));
    onLoop(timeline::freeze);
    long realTime = System.nanoTime();
    while (System.nanoTime() - realTime < 60 * MILLI) {
      Thread.onSpinWait();
    }
    timeline.thaw();

    assertThat(due.get(LONG_SECONDS, SECONDS) - begun).isGreaterThanOrEqualTo(50 * MILLI);
    assertThat(System.nanoTime() - realTime).isGreaterThanOrEqualTo(60 * MILLI);
  }

  @Test
  void aTaskCanFreezeTimeBeforeTheNextOneThatIsDueTogetherWithIt() throws Exception {
    var second = new CompletableFuture<Void>();
    timeline.after(MILLI, timeline::freeze);
    timeline.after(MILLI, () -> second.complete(null));
    timeline.start();
    onLoop(() -> {});
    var frozen = new CompletableFuture<Void>();
    while (!frozen.isDone()) {
      long before = timeline.nanos();
      onLoop(() -> {});
      if (timeline.nanos() == before) {
        frozen.complete(null);
      }
    }
    assertThat(second).isNotDone();

    timeline.thaw();

    second.get(LONG_SECONDS, SECONDS);
  }

  @Test
  void aTaskThatThrowsEndsTheLoopAndIsReported() throws Exception {
    var boom = new IllegalStateException("boom");
    var ran = new AtomicInteger();
    timeline.after(
        0,
        () -> {
          throw boom;
        });
    timeline.after(0, ran::incrementAndGet);
    timeline.start();

    assertThat(failure.get(LONG_SECONDS, SECONDS)).isSameAs(boom);
    timeline.execute(ran::incrementAndGet);
    timeline.close();
    assertThat(ran).hasValue(0);
  }

  @Test
  void closingEndsTheThreadAndDropsWhatComesLater() throws Exception {
    timeline.start();
    var running = new CompletableFuture<Thread>();
    timeline.execute(() -> running.complete(Thread.currentThread()));
    Thread thread = running.get(LONG_SECONDS, SECONDS);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("test-loop");

    timeline.close();

    assertThat(thread.isAlive()).isFalse();
    var ran = new AtomicInteger();
    timeline.execute(ran::incrementAndGet);
    timeline.close();
    assertThat(ran).hasValue(0);
  }

  @Test
  void aTaskMayCloseItsOwnTimeline() throws Exception {
    var later = new AtomicInteger();
    var thread = new CompletableFuture<Thread>();
    timeline.after(
        0,
        () -> {
          timeline.close();
          thread.complete(Thread.currentThread());
        });
    timeline.after(0, later::incrementAndGet);
    timeline.start();

    assertThat(thread.get(LONG_SECONDS, SECONDS).join(Duration.ofSeconds(LONG_SECONDS))).isTrue();
    assertThat(later).hasValue(0);
    assertThat(failure).isNotDone();
  }

  private void onLoop(Runnable task) throws Exception {
    var ran = new CompletableFuture<Void>();
    timeline.execute(() -> {
      task.run();
      ran.complete(null);
    });
    ran.get(LONG_SECONDS, SECONDS);
  }
}
