package dev.steelyard.balancer;

import static dev.steelyard.balancer.Flights.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Hedges follow after 20 ms unless a test says otherwise; attempts have 100 ms.
class HedgingTest {
  private static final BalancerSettings HEDGED =
      Flights.plain().withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20))));
  private static final BalancerSettings HEDGED_AND_RETRIED =
      HEDGED.withRetry(Optional.of(RetrySettings.DEFAULTS));

  @Test
  void aQuickAnswerComesBeforeAnyHedge() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 20 * MILLI - 1);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(flights.events).hasSize(4);
  }

  @Test
  void theHedgeWinsAndTheFirstIsCalledOff() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 90 * MILLI);
    flights.transport.answer("b", Answer.OK, 5 * MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.events)
        .containsExactly(
            new Event.RequestStarted(0, 1, 0),
            new Event.AttemptStarted(0, 1, 1, AttemptKind.FIRST, "a", 0),
            new Event.AttemptStarted(20 * MILLI, 1, 2, AttemptKind.HEDGE, "b", 1),
            new Event.AttemptEnded(25 * MILLI, 1, 2, "b", 1, Answer.OK, 5 * MILLI),
            new Event.AttemptEnded(25 * MILLI, 1, 1, "a", 0, Failure.CANCELLED, 25 * MILLI),
            new Event.RequestEnded(25 * MILLI, 1, Answer.OK, 2, 25 * MILLI));
    assertThat(flights.transport.cancelled).containsExactly("a");
    assertThat(flights.pool.members()).allMatch(node -> node.inFlight() == 0);
  }

  @Test
  void theFirstWinsAndTheHedgeIsCalledOff() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 30 * MILLI);
    flights.transport.answer("b", Answer.OK, 50 * MILLI);

    flights.get(1);
    flights.runUntilMillis(25);
    assertThat(flights.pool.members()).allMatch(node -> node.inFlight() == 1);
    flights.runUntilMillis(500);

    assertThat(flights.events.subList(3, 6))
        .containsExactly(
            new Event.AttemptEnded(30 * MILLI, 1, 1, "a", 0, Answer.OK, 30 * MILLI),
            new Event.AttemptEnded(30 * MILLI, 1, 2, "b", 1, Failure.CANCELLED, 10 * MILLI),
            new Event.RequestEnded(30 * MILLI, 1, Answer.OK, 2, 30 * MILLI));
    assertThat(flights.transport.cancelled).containsExactly("b");
    assertThat(flights.pool.members()).allMatch(node -> node.inFlight() == 0);
  }

  @Test
  void oneOfTwoThatFailsLeavesTheOtherToDecide() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c");
    flights.transport.answer("a", Answer.OK, 60 * MILLI);
    flights.transport.answer("b", Failure.REFUSED, 0);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a", "b");
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(60 * MILLI, 1, Answer.OK, 2, 60 * MILLI));
  }

  @Test
  void whenTheFirstFailsTheHedgeDecides() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c");
    flights.transport.answer("a", Failure.RESET, 30 * MILLI);
    flights.transport.answer("b", Answer.OK, 50 * MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a", "b");
    assertThat(flights.transport.cancelled).isEmpty();
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(70 * MILLI, 1, Answer.OK, 2, 70 * MILLI));
  }

  @Test
  void whenBothFailOneRetryFollowsOnAThirdNode() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c");
    flights.transport.answer("a", Failure.RESET, 30 * MILLI);
    flights.transport.answer("b", Answer.UNAVAILABLE, 20 * MILLI);
    flights.transport.answer("c", Answer.OK, MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.of(Event.AttemptStarted.class))
        .containsExactly(
            new Event.AttemptStarted(0, 1, 1, AttemptKind.FIRST, "a", 0),
            new Event.AttemptStarted(20 * MILLI, 1, 2, AttemptKind.HEDGE, "b", 1),
            new Event.AttemptStarted(40 * MILLI, 1, 3, AttemptKind.RETRY, "c", 2));
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(41 * MILLI, 1, Answer.OK, 3, 41 * MILLI));
  }

  @Test
  void theFirstRunsIntoItsTimeoutWhileTheHedgeGoesOn() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c");
    flights.transport.silence("a");
    flights.transport.answer("b", Answer.OK, 95 * MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.of(Event.AttemptEnded.class))
        .containsExactly(
            new Event.AttemptEnded(100 * MILLI, 1, 1, "a", 0, Failure.TIMEOUT, 100 * MILLI),
            new Event.AttemptEnded(115 * MILLI, 1, 2, "b", 1, Answer.OK, 95 * MILLI));
    assertThat(flights.transport.sent).containsExactly("a", "b");
  }

  @Test
  void maxAttemptsBoundsHedgesAndRetriesTogether() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c", "d");
    for (String node : new String[] {"a", "b", "c", "d"}) {
      flights.transport.silence(node);
    }

    flights.get(1);
    flights.runUntilMillis(1_000);

    assertThat(flights.transport.sent).containsExactly("a", "b", "c");
    assertThat(flights.events)
        .endsWith(
            new Event.AttemptWithheld(220 * MILLI, 1, AttemptKind.RETRY, Reason.ATTEMPTS_USED),
            new Event.RequestEnded(220 * MILLI, 1, Failure.TIMEOUT, 3, 220 * MILLI));
  }

  @Test
  void aRetryIsHedgedIfItsRequestHadNoHedgeYet() {
    Flights flights = new Flights(HEDGED_AND_RETRIED, "a", "b", "c");
    flights.transport.answer("a", Failure.REFUSED, 0);
    flights.transport.silence("b");
    flights.transport.answer("c", Answer.OK, MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.of(Event.AttemptStarted.class))
        .extracting(Event.AttemptStarted::kind)
        .containsExactly(AttemptKind.FIRST, AttemptKind.RETRY, AttemptKind.HEDGE);
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(21 * MILLI, 1, Answer.OK, 3, 21 * MILLI));
  }

  @Test
  void withNoOtherNodeThereIsNoHedge() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.pool.find("b").orElseThrow().setOut(Exclusion.DOWN, true);
    flights.transport.answer("a", Answer.OK, 50 * MILLI);

    flights.get(1);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(flights.of(Event.AttemptWithheld.class))
        .containsExactly(
            new Event.AttemptWithheld(20 * MILLI, 1, AttemptKind.HEDGE, Reason.NO_OTHER_NODE));
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(50 * MILLI, 1, Answer.OK, 1, 50 * MILLI));
  }

  @Test
  void whatMayNotBeDoneTwiceHasNoHedge() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 50 * MILLI);

    flights.balancer.dispatch(Request.traffic(1, "POST", "/", "client", Map.of(), 0), 0);
    flights.runUntilMillis(500);

    assertThat(flights.events).hasSize(4);
  }

  @Test
  void aBudgetRefusesHedges() {
    var budget = new BudgetSettings(0, 1, Duration.ofSeconds(1));
    Flights flights =
        new Flights(
            HEDGED.withRetry(Optional.of(RetrySettings.DEFAULTS.withLimit(Optional.of(budget)))),
            "a",
            "b",
            "c");
    flights.transport.answer("a", Answer.OK, 50 * MILLI);
    flights.transport.answer("b", Answer.OK, 50 * MILLI);
    flights.transport.answer("c", Answer.OK, 50 * MILLI);

    flights.get(1);
    flights.get(2);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a", "b", "c");
    assertThat(flights.of(Event.AttemptWithheld.class))
        .containsExactly(
            new Event.AttemptWithheld(20 * MILLI, 2, AttemptKind.HEDGE, Reason.BUDGET_SPENT));
  }

  @Test
  void aLostHedgeIsNoFailureOfItsNode() {
    Flights flights =
        new Flights(HEDGED.withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM)), "a", "b");
    flights.transport.answer("a", Answer.OK, 90 * MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);
    for (int i = 0; i < 50; i++) {
      flights.get(i);
      flights.runUntilMillis((i + 1) * 200L);
    }

    assertThat(flights.transport.cancelled).hasSize(50).containsOnly("a");
    assertThat(flights.of(Event.NodeStateChanged.class)).isEmpty();
  }

  /// Node a is so slow that every hedge wins. It is sent a fifth of the requests that b gets, or
  /// less, since what was called off counts by the time that it had lasted.
  @Test
  void aNodeWhoseHedgesAlwaysWinIsKnownToBeSlow() {
    Flights flights =
        new Flights(
            HEDGED.withStrategy(new PeakEwmaSpec(PeakEwmaSpec.DEFAULT_TIMES)), "a", "b", "c");
    flights.transport.answer("a", Answer.OK, 90 * MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);
    flights.transport.answer("c", Answer.OK, MILLI);
    for (int i = 0; i < 300; i++) {
      flights.get(i);
      flights.runUntilMillis((i + 1) * 50L);
    }

    long toSlow = flights.transport.sent.stream().filter("a"::equals).count();
    assertThat(toSlow).isBetween(1L, 15L);
    assertThat(flights.of(Event.AttemptEnded.class))
        .filteredOn(ended -> ended.node().equals("a"))
        .allMatch(ended -> ended.outcome() == Failure.CANCELLED);
  }

  @Test
  void aPercentileIsLearnedFromTheAttemptsThatAreNoHedges() {
    Flights flights =
        new Flights(Flights.plain().withHedge(Optional.of(new AtPercentile(0.9, 20))), "a", "b");
    for (int i = 1; i <= 20; i++) { // 1 to 20 ms.
      flights.transport.answer("a", Answer.OK, i * MILLI);
      flights.get(i);
      flights.runUntilMillis(i * 200L);
    }
    flights.transport.answer("a", Answer.OK, 60 * MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);
    flights.get(21);
    flights.runUntilMillis(5_000);

    assertThat(flights.of(Event.AttemptStarted.class).getLast())
        .isEqualTo(new Event.AttemptStarted(4_018 * MILLI, 21, 2, AttemptKind.HEDGE, "b", 1));
  }

  @Test
  void hedgingSwitchedOffMeanwhileSendsNoMore() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 50 * MILLI);
    flights.get(1);
    flights.runUntilMillis(10);

    flights.balancer.change(HEDGED.withHedge(Optional.empty()));
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(flights.balancer.inFlight()).isZero();
  }
}
