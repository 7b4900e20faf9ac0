package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetrySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlowSamplesTest {
  private static final long SECOND = 1_000_000_000;
  private static final long GAP = SECOND / 10; // Wide enough for each request to be sampled.

  private final FlowSamples samples = new FlowSamples();

  @Test
  void stepsOfARequestAreToldInOrder() {
    begin(0, 1);
    depart(1, 1, 1, "a");
    comeBack(2, 1, 1, "a", Failure.REFUSED, 1);
    depart(3, 1, 2, "b");
    comeBack(5, 1, 2, "b", Answer.OK, 2);
    end(5, 1, Answer.OK, 2, 5);

    assertThat(drained())
        .containsExactly(
            new FlowStep.Departed(1, 1, AttemptKind.FIRST, "a"),
            new FlowStep.Returned(2, 1, AttemptKind.FIRST, "a", false, "refused", 1),
            new FlowStep.Departed(3, 1, AttemptKind.RETRY, "b"),
            new FlowStep.Returned(5, 1, AttemptKind.RETRY, "b", true, "status-200", 2),
            new FlowStep.Ended(5, 1, true, "status-200", 2, 5));
    assertThat(drained()).isEmpty();
  }

  @Test
  void requestThatNoNodeTookIsToldToEnd() {
    begin(0, 1);
    end(0, 1, Failure.NO_NODE, 0, 0);

    assertThat(drained()).containsExactly(new FlowStep.Ended(0, 1, false, "no-node", 0, 0));
  }

  @Test
  void requestsTooCloseToASampledOneAreSeenAndNotTold() {
    begin(0, 1);
    begin(1, 2);
    depart(2, 2, 1, "a");
    comeBack(3, 2, 1, "a", Answer.OK, 1);
    end(3, 2, Answer.OK, 1, 2);

    assertThat(drained()).isEmpty();
    assertThat(samples.seen()).isEqualTo(2);
    assertThat(samples.sampled()).isEqualTo(1);
    assertThat(samples.dropped()).isZero();
  }

  @Test
  void whatIsNoStepOfARequestIsNotTold() {
    samples.on(new Event.ProbeEnded(0, "a", true, Answer.OK, 1));
    samples.on(new Event.NodeStateChanged(0, "a", NodeState.UP, NodeState.DOWN, "2 failed checks"));
    samples.on(new Event.SettingChanged(0, "balancer.strategy", "random"));

    assertThat(drained()).isEmpty();
    assertThat(samples.seen()).isZero();
  }

  @Test
  void aHedgeIsToldFromTheAttemptBesideIt() {
    begin(0, 1);
    depart(0, 1, 1, "a");
    samples.on(new Event.AttemptStarted(20, 1, 2, AttemptKind.HEDGE, "b", 1));
    comeBack(25, 1, 1, "a", Failure.RESET, 25);
    comeBack(30, 1, 2, "b", Failure.RESET, 10);
    samples.on(new Event.AttemptWithheld(30, 1, AttemptKind.RETRY, Reason.ATTEMPTS_USED));
    depart(30, 1, 3, "c");
    comeBack(31, 1, 3, "c", Answer.OK, 1);
    end(31, 1, Answer.OK, 3, 31);

    assertThat(drained())
        .containsExactly(
            new FlowStep.Departed(0, 1, AttemptKind.FIRST, "a"),
            new FlowStep.Departed(20, 1, AttemptKind.HEDGE, "b"),
            new FlowStep.Returned(25, 1, AttemptKind.FIRST, "a", false, "reset", 25),
            new FlowStep.Returned(30, 1, AttemptKind.HEDGE, "b", false, "reset", 10),
            new FlowStep.Departed(30, 1, AttemptKind.RETRY, "c"),
            new FlowStep.Returned(31, 1, AttemptKind.RETRY, "c", true, "status-200", 1),
            new FlowStep.Ended(31, 1, true, "status-200", 3, 31));
  }

  /// As close as sampled requests may follow each other, and a hair closer.
  @Test
  void noSecondBeginsMoreSampledRequestsThanAllowed() {
    for (long gap = SECOND / 60 - 1; gap <= SECOND / 60 + 1; gap++) {
      var fresh = new FlowSamples();
      List<Long> begun = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long before = fresh.sampled();
        fresh.on(new Event.RequestStarted(i * gap, i, i * gap));
        if (fresh.sampled() > before) {
          begun.add(i * gap);
        }
      }
      for (long from : begun) {
        assertThat(begun.stream().filter(at -> at >= from && at < from + SECOND).count())
            .as("gap %d ns, second from %d ns", gap, from)
            .isLessThanOrEqualTo(FlowSamples.MOST_PER_SECOND);
      }
    }
  }

  @Test
  void busyTrafficIsSampledAtTheFullRate() {
    for (int i = 0; i < 100_000; i++) {
      run(i * (SECOND / 10_000), i);
      drained();
    }

    assertThat(samples.seen()).isEqualTo(100_000);
    assertThat(samples.sampled()).isBetween(585L, 600L);
    assertThat(samples.dropped()).isZero();
  }

  @Test
  void sampledRequestIsToldToItsEndEvenIfNobodyDrains() {
    int requests = 5_000;
    for (int i = 0; i < requests; i++) {
      begin(i * GAP, i);
      if (i % 700 == 699) {
        failAll(i - 699, i);
      }
    }
    failAll(requests - requests % 700, requests - 1);

    Map<Long, List<FlowStep>> told = byRequest(drained());
    int steps = 2 * RetrySettings.MOST_ATTEMPTS + 1;
    assertThat(told).hasSize((int) samples.sampled()).isNotEmpty();
    assertThat(told.values())
        .allSatisfy(list -> {
          assertThat(list).hasSize(steps);
          assertThat(list.getLast()).isInstanceOf(FlowStep.Ended.class);
        });
  }

  @Test
  void whatIsLeftOutIsCountedAndNothingGrowsWithoutEnd() {
    int requests = 50_000;
    for (int i = 0; i < requests; i++) {
      run(i * GAP, i);
    }

    assertThat(samples.sampled() + samples.dropped()).isEqualTo(requests);
    assertThat(samples.dropped()).isGreaterThan(requests / 2);
    List<FlowStep> steps = drained();
    assertThat(steps).hasSize((int) samples.sampled() * 3);
    assertThat(steps.size()).isLessThan(20_000);
  }

  @Test
  void requestsThatNeverEndAreFollowedUpToABound() {
    for (int i = 0; i < 10_000; i++) {
      begin(i * GAP, i);
    }

    assertThat(samples.sampled()).isLessThanOrEqualTo(512);
    assertThat(samples.sampled() + samples.dropped()).isEqualTo(10_000);
  }

  @Test
  void samplingGoesOnWhenTheScreenIsBack() {
    int requests = 50_000;
    for (int i = 0; i < requests; i++) {
      run(i * GAP, i);
    }
    long dropped = samples.dropped();
    drained();

    for (int i = requests; i < requests + 100; i++) {
      run(i * GAP, i);
    }

    assertThat(samples.dropped()).isEqualTo(dropped);
    assertThat(byRequest(drained())).hasSize(100);
  }

  @Test
  void anotherThreadMayDrainMeanwhile() throws InterruptedException {
    int requests = 200_000;
    Thread timeline =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < requests; i++) {
                run(i * GAP, i);
              }
            });
    List<FlowStep> steps = new ArrayList<>();
    while (timeline.isAlive()) {
      samples.drain(steps::add);
    }
    timeline.join();
    samples.drain(steps::add);

    assertThat(samples.seen()).isEqualTo(requests);
    assertThat(samples.sampled() + samples.dropped()).isEqualTo(requests);
    assertThat(steps).hasSize((int) samples.sampled() * 3);
    for (int i = 0; i < steps.size(); i += 3) {
      assertThat(steps.get(i)).isInstanceOf(FlowStep.Departed.class);
      assertThat(steps.get(i + 1)).isInstanceOf(FlowStep.Returned.class);
      assertThat(steps.get(i + 2)).isInstanceOf(FlowStep.Ended.class);
      assertThat(steps.get(i + 2).request()).isEqualTo(steps.get(i).request());
    }
  }

  /// A whole request that succeeds at once.
  private void run(long at, long request) {
    begin(at, request);
    depart(at, request, 1, "a");
    comeBack(at, request, 1, "a", Answer.OK, 1);
    end(at, request, Answer.OK, 1, 1);
  }

  /// Fails all attempts that these requests may have.
  private void failAll(int from, int to) {
    for (int number = 1; number <= RetrySettings.MOST_ATTEMPTS; number++) {
      for (int request = from; request <= to; request++) {
        depart(0, request, number, "a");
        comeBack(0, request, number, "a", Failure.RESET, 1);
      }
    }
    for (int request = from; request <= to; request++) {
      end(0, request, Failure.RESET, RetrySettings.MOST_ATTEMPTS, 1);
    }
  }

  private void begin(long at, long request) {
    samples.on(new Event.RequestStarted(at, request, at));
  }

  private void depart(long at, long request, int number, String node) {
    AttemptKind kind = number == 1 ? AttemptKind.FIRST : AttemptKind.RETRY;
    samples.on(new Event.AttemptStarted(at, request, number, kind, node, node.charAt(0) - 'a'));
  }

  private void comeBack(
      long at, long request, int number, String node, Outcome outcome, long latency) {
    samples.on(
        new Event.AttemptEnded(at, request, number, node, node.charAt(0) - 'a', outcome, latency));
  }

  private void end(long at, long request, Outcome outcome, int attempts, long latency) {
    samples.on(new Event.RequestEnded(at, request, outcome, attempts, latency));
  }

  private List<FlowStep> drained() {
    List<FlowStep> steps = new ArrayList<>();
    samples.drain(steps::add);
    return steps;
  }

  private static Map<Long, List<FlowStep>> byRequest(List<FlowStep> steps) {
    Map<Long, List<FlowStep>> told = new TreeMap<>();
    steps.forEach(step -> told.computeIfAbsent(step.request(), id -> new ArrayList<>()).add(step));
    return told;
  }
}
