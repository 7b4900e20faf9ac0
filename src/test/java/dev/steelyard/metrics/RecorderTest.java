package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Truth;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final long MILLI = 1_000_000;
  private static final long TICK = 100 * MILLI;
  private static final long SECOND = 1_000 * MILLI;
  private static final Identity IDENTITY = new Identity("s", "virtual", 1, "random");

  /// What a balancer would say; heeded by the books alone.
  private long inFlight;

  private final Recorder recorder =
      new Recorder(
          List.of(new Member("a", 3, 2), new Member("b", 1, 1)),
          0,
          TICK,
          true,
          new FlowSamples(),
          () -> inFlight,
          1);
  private long requests;

  @Test
  void whatSeveralBalancersBelieveIsToldApart() {
    var several =
        new Recorder(List.of(new Member("a", 1, 1)), 0, TICK, false, event -> {}, () -> 0, 2);
    several.beginMeasuring(0, id -> NodeLoad.IDLE);
    var down = new Event.NodeStateChanged(SECOND, "a", NodeState.UP, NodeState.DOWN, "failed");
    several.balancer(2).on(down);

    Frame frame = several.look(SECOND, id -> NodeLoad.IDLE);
    assertThat(frame.nodes().getFirst().belief()).isEqualTo(NodeState.DOWN);
    assertThat(frame.nodes().getFirst().reason()).isEqualTo("1 of 2 balancers: failed");
    assertThat(frame.log().get(0).text()).isEqualTo("balancer 2: up to down: failed");
    assertThat(several.summary(IDENTITY).transitions())
        .containsExactly(new Summary.Transition(1, "a", "up", "down", "failed", OptionalInt.of(2)));
  }

  @Test
  void theBooksFollowEveryRequestAndAttempt() {
    inFlight = 1;
    long request = begin(0);
    recorder.on(new Event.AttemptStarted(0, request, 1, AttemptKind.FIRST, "a", 0));
    assertThat(recorder.books()).isEqualTo(new Books(1, 0, 0, 1, 1, 1, 0, 0, 1));

    recorder.on(new Event.AttemptEnded(5, request, 1, "a", 0, Failure.RESET, 5));
    recorder.on(new Event.AttemptStarted(5, request, 2, AttemptKind.RETRY, "b", 1));
    recorder.on(new Event.AttemptEnded(9, request, 2, "b", 1, Answer.OK, 4));
    recorder.on(new Event.RequestEnded(9, request, Answer.OK, 2, 9));
    inFlight = 0;

    assertThat(recorder.books()).isEqualTo(new Books(1, 1, 0, 0, 2, 1, 1, 0, 0));
    assertThat(recorder.books().balance()).isTrue();
  }

  @Test
  void aNodeInTheSlotOfAnotherIsCountedByItself() {
    long request = begin(0);
    recorder.on(new Event.AttemptStarted(0, request, 1, AttemptKind.FIRST, "a", 9));
    recorder.on(new Event.AttemptStarted(0, request, 2, AttemptKind.HEDGE, "b", 9));
    recorder.on(new Event.AttemptEnded(5, request, 1, "a", 9, Failure.RESET, 5));

    Frame frame = recorder.look(5, node -> NodeLoad.IDLE);

    assertThat(frame.nodes())
        .extracting(NodeFrame::id, NodeFrame::inFlight)
        .containsExactly(tuple("a", 0), tuple("b", 1));
  }

  @Test
  void theBooksAreFoundWrongIfARequestIsLostOrEndsTwice() {
    long request = begin(0);
    assertThat(recorder.books().balance()).isFalse(); // Nobody knows of it any more.

    recorder.on(new Event.RequestEnded(9, request, Failure.NO_NODE, 0, 9));
    assertThat(recorder.books().balance()).isTrue();

    recorder.on(new Event.RequestEnded(9, request, Failure.NO_NODE, 0, 9));
    assertThat(recorder.books().balance()).isFalse();
  }

  @Test
  void windowsForgetWhatIsOlderAndTheRunForgetsNothing() {
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    for (int i = 0; i < 5; i++) {
      play(50 * MILLI, "a", Answer.OK, 20 * MILLI);
    }
    Frame early = tickUntil(SECOND);
    assertThat(early.lastSecond().generated()).isEqualTo(5);
    assertThat(early.lastSecond().latency().count()).isEqualTo(5);

    Frame later = tickUntil(3 * SECOND);
    assertThat(later.lastSecond().generated()).isZero();
    assertThat(later.lastSecond().latency()).isEqualTo(Latency.NONE);
    assertThat(later.lastTen().generated()).isEqualTo(5);
    assertThat(later.lastTen().seconds()).isEqualTo(3);
    assertThat(later.nodes().getFirst().lastTen().attempts()).isEqualTo(5);

    Frame last = tickUntil(20 * SECOND);
    assertThat(last.lastTen().seconds()).isEqualTo(10);
    assertThat(last.lastTen().generated()).isZero();
    assertThat(last.lastTen().latency()).isEqualTo(Latency.NONE);
    assertThat(last.run().succeeded()).isEqualTo(5);
    assertThat(last.run().latency().count()).isEqualTo(5);
    assertThat(last.history().size()).isEqualTo(200);
  }

  @Test
  void aPanicShowsInTheFramesAndInTheLog() {
    recorder.on(new Event.PanicChanged(MILLI, true, 2, 5));
    assertThat(tickUntil(TICK).panic()).isTrue();
    recorder.on(new Event.PanicChanged(TICK, false, 3, 5));
    Frame after = tickUntil(2 * TICK);

    assertThat(after.panic()).isFalse();
    assertThat(after.log().get(0).text())
        .isEqualTo("panic: 2 of 5 nodes seem healthy, so all get traffic");
    assertThat(after.log().get(1).text()).isEqualTo("panic over: 3 of 5 nodes seem healthy");
  }

  @Test
  void percentilesAreThoseOfTheRecordedValues() {
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    for (int i = 1; i <= 1_000; i++) {
      play(0, "a", Answer.OK, i * MILLI);
    }
    recorder.endMeasuring(SECOND, node -> NodeLoad.IDLE);

    Latency latency = recorder.summary(IDENTITY).latency();
    assertThat(latency.count()).isEqualTo(1_000);
    assertThat(latency.meanNanos()).isCloseTo(500.5 * MILLI, within(1.0));
    assertThat(latency.p50Nanos()).isCloseTo(500 * MILLI, within(MILLI));
    assertThat(latency.p99Nanos()).isCloseTo(990 * MILLI, within(MILLI));
    assertThat(latency.maxNanos()).isCloseTo(1_000 * MILLI, within(MILLI));
  }

  @Test
  void onlyRequestsThatBeganInTheMeasuredTimeCountAndTheyAreFollowedToTheirEnd() {
    long before = begin(0);
    recorder.on(new Event.AttemptStarted(0, before, 1, AttemptKind.FIRST, "a", 0));
    recorder.beginMeasuring(SECOND, node -> NodeLoad.IDLE);
    long inside = begin(SECOND);
    recorder.on(new Event.AttemptStarted(SECOND, inside, 1, AttemptKind.FIRST, "b", 1));
    recorder.endMeasuring(3 * SECOND, node -> NodeLoad.IDLE);
    long after = begin(3 * SECOND);
    recorder.on(new Event.AttemptStarted(3 * SECOND, after, 1, AttemptKind.FIRST, "a", 0));

    assertThat(recorder.summary(IDENTITY).requests().inFlight()).isEqualTo(1);
    for (long request : new long[] {before, inside, after}) {
      String node = request == inside ? "b" : "a";
      recorder.on(
          new Event.AttemptEnded(
              4 * SECOND, request, 1, node, node.charAt(0) - 'a', Failure.TIMEOUT, 3 * SECOND));
      recorder.on(new Event.RequestEnded(4 * SECOND, request, Failure.TIMEOUT, 1, 3 * SECOND));
    }

    Summary summary = recorder.summary(IDENTITY);
    assertThat(summary.measuredSeconds()).isEqualTo(2);
    assertThat(summary.requests()).isEqualTo(new Summary.Requests(1, 0, 1, 0, 0.5));
    assertThat(summary.failures()).containsEntry("timeout", 1L).containsEntry("refused", 0L);
    assertThat(summary.nodes()).extracting(Summary.NodeSummary::attempts).containsExactly(0L, 1L);
    // b's attempt was in flight during both measured seconds, and a's older one too.
    assertThat(summary.nodes())
        .extracting(Summary.NodeSummary::meanInFlight)
        .containsExactly(1.0, 1.0);
  }

  @Test
  void sharesAreHeldAgainstTheWeights() {
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    for (int i = 0; i < 4; i++) {
      play(0, i < 3 ? "a" : "b", Answer.OK, MILLI);
    }
    recorder.endMeasuring(SECOND, node -> new NodeLoad(0, 0, SECOND));

    Summary summary = recorder.summary(IDENTITY);
    assertThat(summary.nodes())
        .extracting(Summary.NodeSummary::expectedShare)
        .containsExactly(0.75, 0.25);
    assertThat(summary.fairness()).isCloseTo(1, within(1e-12));
    assertThat(summary.nodes())
        .extracting(Summary.NodeSummary::utilization)
        .containsExactly(0.5, 1.0); // a has two workers.
  }

  @Test
  void whereWeightsAreNotHeededEvenSharesAreExpected() {
    recorder.setWeighted(false);
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    for (int i = 0; i < 4; i++) {
      play(0, i < 3 ? "a" : "b", Answer.OK, MILLI);
    }
    recorder.endMeasuring(SECOND, node -> NodeLoad.IDLE);

    // Shares 3/4 and 1/4 where halves are expected: (1.5 + 0.5)^2 / (2 (1.5^2 + 0.5^2)).
    assertThat(recorder.summary(IDENTITY).fairness()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void beliefTruthAndFaultsStandSideBySide() {
    recorder.condition("a", List.of(new Fault(new Effect.Refuse(), Scope.BOTH)), Truth.BROKEN);
    Frame before = tickUntil(TICK);
    assertThat(before.nodes().getFirst().truth()).isEqualTo(Truth.BROKEN);
    assertThat(before.nodes().getFirst().belief()).isEqualTo(NodeState.UP);

    recorder.on(
        new Event.NodeStateChanged(
            150 * MILLI, "a", NodeState.UP, NodeState.DOWN, "2 checks failed"));
    Frame after = tickUntil(2 * TICK);
    assertThat(after.nodes().getFirst().belief()).isEqualTo(NodeState.DOWN);
    assertThat(after.nodes().getFirst().reason()).isEqualTo("2 checks failed");
    assertThat(after.log().get(0).text()).isEqualTo("up to down: 2 checks failed");
    assertThat(after.history().get(1).nodes().getFirst().belief()).isEqualTo(NodeState.DOWN);
    assertThat(before.history().size()).isEqualTo(1);
    assertThat(recorder.summary(IDENTITY).transitions())
        .containsExactly(new Summary.Transition(0.15, "a", "up", "down", "2 checks failed"));
  }

  @Test
  void aLateGeneratorIsShownForOneSecond() {
    recorder.on(new Event.RequestStarted(70 * MILLI, 1, 30 * MILLI));
    assertThat(tickUntil(TICK).generatorLagNanos()).isEqualTo(40 * MILLI);
    assertThat(tickUntil(SECOND).generatorLagNanos()).isEqualTo(40 * MILLI);
    assertThat(tickUntil(SECOND + TICK).generatorLagNanos()).isZero();
  }

  @Test
  void whatWasCalledOffIsAnAttemptAndNeitherSuccessNorFailure() {
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    long request = begin(0);
    recorder.on(new Event.AttemptStarted(0, request, 1, AttemptKind.FIRST, "a", 0));
    recorder.on(new Event.AttemptStarted(MILLI, request, 2, AttemptKind.HEDGE, "b", 1));
    recorder.on(new Event.AttemptEnded(2 * MILLI, request, 2, "b", 1, Answer.OK, MILLI));
    recorder.on(
        new Event.AttemptEnded(2 * MILLI, request, 1, "a", 0, Failure.CANCELLED, 2 * MILLI));
    recorder.on(new Event.RequestEnded(2 * MILLI, request, Answer.OK, 2, 2 * MILLI));
    long refused = begin(3 * MILLI);
    recorder.on(new Event.AttemptStarted(3 * MILLI, refused, 1, AttemptKind.FIRST, "a", 0));
    recorder.on(new Event.AttemptEnded(4 * MILLI, refused, 1, "a", 0, Failure.RESET, MILLI));
    recorder.on(
        new Event.AttemptWithheld(4 * MILLI, refused, AttemptKind.RETRY, Reason.BUDGET_SPENT));
    recorder.on(
        new Event.AttemptWithheld(4 * MILLI, refused, AttemptKind.RETRY, Reason.NOT_RETRYABLE));
    recorder.on(new Event.RequestEnded(4 * MILLI, refused, Failure.RESET, 1, MILLI));
    Frame frame = tickUntil(TICK);
    recorder.endMeasuring(SECOND, node -> NodeLoad.IDLE);

    Summary summary = recorder.summary(IDENTITY);
    assertThat(summary.attempts()).isEqualTo(new Summary.Attempts(3, 2, 0, 1, 1, 1, 0));
    assertThat(summary.nodes())
        .extracting(
            Summary.NodeSummary::attempts,
            Summary.NodeSummary::succeeded,
            Summary.NodeSummary::failed)
        .containsExactly(tuple(2L, 0L, 1L), tuple(1L, 1L, 0L));
    assertThat(frame.books()).isEqualTo(new Books(2, 1, 1, 0, 3, 2, 0, 1, 0));
    assertThat(frame.books().balance()).isTrue();
    assertThat(frame.lastSecond().hedges()).isEqualTo(1);
    assertThat(frame.lastSecond().failedAttempts()).isEqualTo(1);
    assertThat(frame.history().get(0).hedgesPerSecond()).isEqualTo(10); // One in a tenth.
    assertThat(frame.nodes()).allMatch(node -> node.inFlight() == 0);
  }

  private long begin(long at) {
    requests++;
    recorder.on(new Event.RequestStarted(at, requests, at));
    return requests;
  }

  private void play(long at, String node, Outcome outcome, long latency) {
    long request = begin(at);
    recorder.on(
        new Event.AttemptStarted(at, request, 1, AttemptKind.FIRST, node, node.charAt(0) - 'a'));
    recorder.on(
        new Event.AttemptEnded(
            at + latency, request, 1, node, node.charAt(0) - 'a', outcome, latency));
    recorder.on(new Event.RequestEnded(at + latency, request, outcome, 1, latency));
  }

  private long tickedUntil;

  private Frame tickUntil(long until) {
    Frame frame = null;
    for (long now = tickedUntil + TICK; now <= until; now += TICK) {
      recorder.read(now);
      frame = recorder.look(now, node -> NodeLoad.IDLE);
      recorder.turn();
    }
    tickedUntil = until;
    if (frame == null) {
      throw new IllegalArgumentException("no tick until " + until);
    }
    return frame;
  }
}
