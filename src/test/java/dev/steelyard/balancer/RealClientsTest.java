package dev.steelyard.balancer;

import static dev.steelyard.balancer.Flights.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.time.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is different about requests behind which a real client waits. Attempts have 100 ms of
/// silence.
class RealClientsTest {
  private static final BalancerSettings RETRIED =
      Flights.plain().withRetry(Optional.of(RetrySettings.DEFAULTS));

  private static final BalancerSettings HEDGED =
      Flights.plain().withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20))));

  /// A client as a test wants it.
  private static final class FakeExchange implements Exchange {
    boolean canBeSentAgain = true;
    boolean answerBegun;
    boolean clientWaitedFor;
    long lastMovedNanos;
    final List<Outcome> ended = new ArrayList<>();

    @Override
    public boolean canBeSentAgain() {
      return canBeSentAgain;
    }

    @Override
    public boolean answerBegun() {
      return answerBegun;
    }

    @Override
    public long lastMovedNanos(long nowNanos) {
      return clientWaitedFor ? nowNanos : lastMovedNanos;
    }

    @Override
    public void ended(Outcome outcome) {
      ended.add(outcome);
    }
  }

  private final FakeExchange client = new FakeExchange();

  private Cancellable get(Flights flights, long bodyBytes) {
    return flights.balancer.dispatch(
        Request.of(1, "GET", "/", "curl", Map.of(), bodyBytes, client), flights.timeline.nanos());
  }

  @Test
  void theClientHearsOnceHowItEnded() {
    Flights flights = new Flights(RETRIED, "a", "b");
    flights.transport.answer("a", Answer.UNAVAILABLE, MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);

    get(flights, 0);
    flights.runUntilMillis(500);

    assertThat(client.ended).containsExactly(Answer.OK);
  }

  @Test
  void withoutANodeItHearsAtOnce() {
    get(new Flights(RETRIED), 0);

    assertThat(client.ended).containsExactly(Failure.NO_NODE);
  }

  @Test
  void nothingFollowsAnAnswerThatHasBegun() {
    Flights flights = new Flights(RETRIED, "a", "b");
    flights.transport.answer("a", Failure.RESET, MILLI);
    client.answerBegun = true;

    get(flights, 0);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(flights.of(Event.AttemptWithheld.class))
        .extracting(Event.AttemptWithheld::reason)
        .containsExactly(Reason.NOT_RETRYABLE);
  }

  @Test
  void aBodyThatIsGoneIsNotSentAgainEvenAfterARefusal() {
    Flights flights = new Flights(RETRIED, "a", "b");
    flights.transport.answer("a", Failure.REFUSED, MILLI);
    client.canBeSentAgain = false;

    get(flights, Request.UNKNOWN_LENGTH);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(flights.of(Event.AttemptWithheld.class))
        .extracting(Event.AttemptWithheld::reason)
        .containsExactly(Reason.BODY_TOO_LARGE);
  }

  @Test
  void aLargeBodyThatNobodyHasReadYetIsSentElsewhereAfterARefusal() {
    Flights flights = new Flights(RETRIED, "a", "b");
    flights.transport.answer("a", Failure.REFUSED, MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);

    get(flights, 1L << 30);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a", "b");
  }

  @Test
  void theTimeoutBeginsAnewWithWhateverMoves() {
    Flights flights = new Flights(Flights.plain(), "a");
    flights.transport.silence("a");

    get(flights, 0);
    flights.runUntilMillis(60);
    client.lastMovedNanos = 60 * MILLI;
    flights.runUntilMillis(159);
    assertThat(client.ended).isEmpty();
    flights.runUntilMillis(161);

    assertThat(client.ended).containsExactly(Failure.TIMEOUT);
    assertThat(flights.of(Event.RequestEnded.class))
        .extracting(Event.RequestEnded::atNanos)
        .containsExactly(160 * MILLI);
  }

  @Test
  void aSlowClientIsNoSilenceOfTheNode() {
    Flights flights = new Flights(Flights.plain(), "a");
    flights.transport.silence("a");
    client.clientWaitedFor = true;

    get(flights, 0);
    flights.runUntilMillis(10_000);
    assertThat(client.ended).isEmpty();
    client.clientWaitedFor = false;
    flights.runUntilMillis(10_200);

    assertThat(client.ended).containsExactly(Failure.TIMEOUT);
  }

  @Test
  void theTimeForTheWholeRequestHoldsWhateverMoves() {
    Flights flights =
        new Flights(
            Flights.plain().withRequestTimeout(Optional.of(Duration.ofMillis(250))), "a", "b");
    flights.transport.silence("a");
    client.clientWaitedFor = true;

    get(flights, 0);
    flights.runUntilMillis(251);

    assertThat(client.ended).containsExactly(Failure.TIMEOUT);
  }

  @Test
  void aRequestWithABodyHasNoHedge() {
    Flights flights =
        new Flights(
            Flights.plain().withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20)))),
            "a",
            "b");
    flights.transport.answer("a", Answer.OK, 50 * MILLI);

    get(flights, 5);
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
  }

  @Test
  void aClientThatGoesCallsItsAttemptOff() {
    Flights flights = new Flights(RETRIED, "a", "b");
    flights.transport.silence("a");

    Cancellable request = get(flights, 0);
    flights.runUntilMillis(5);
    request.cancel();
    request.cancel();
    flights.runUntilMillis(500);

    assertThat(flights.transport.cancelled).containsExactly("a");
    assertThat(client.ended).containsExactly(Failure.CLIENT_GONE);
    assertThat(flights.events.subList(2, flights.events.size()))
        .containsExactly(
            new Event.AttemptEnded(5 * MILLI, 1, 1, "a", 0, Failure.CANCELLED, 5 * MILLI),
            new Event.RequestEnded(5 * MILLI, 1, Failure.CLIENT_GONE, 1, 5 * MILLI));
    assertThat(flights.pool.members()).allMatch(node -> node.inFlight() == 0);
    assertThat(flights.balancer.inFlight()).isZero();
  }

  @Test
  void aClientThatGoesCallsBothRacersOff() {
    Flights flights =
        new Flights(
            Flights.plain().withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20)))),
            "a",
            "b");
    flights.transport.silence("a");
    flights.transport.silence("b");

    Cancellable request = get(flights, 0);
    flights.runUntilMillis(25);
    request.cancel();
    flights.runUntilMillis(500);

    assertThat(flights.transport.cancelled).containsExactly("a", "b");
    assertThat(client.ended).containsExactly(Failure.CLIENT_GONE);
  }

  @Test
  void aClientThatGoesBeforeTheHedgeGetsNone() {
    Flights flights =
        new Flights(
            Flights.plain().withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20)))),
            "a",
            "b");
    flights.transport.silence("a");

    Cancellable request = get(flights, 0);
    flights.runUntilMillis(5);
    request.cancel();
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
  }

  @Test
  void aClientThatGoesAmidABackoffIsNotTriedAgain() {
    RetrySettings patient =
        RetrySettings.DEFAULTS.withBackoff(
            new BackoffSettings.Fixed(Duration.ofMillis(50), Jitter.NONE));
    Flights flights = new Flights(Flights.plain().withRetry(Optional.of(patient)), "a", "b");
    flights.transport.answer("a", Answer.UNAVAILABLE, MILLI);

    Cancellable request = get(flights, 0);
    flights.runUntilMillis(5);
    request.cancel();
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(client.ended).containsExactly(Failure.CLIENT_GONE);
  }

  @Test
  void goingAfterTheEndDoesNothing() {
    Flights flights = new Flights(RETRIED, "a");
    flights.transport.answer("a", Answer.OK, MILLI);

    Cancellable request = get(flights, 0);
    flights.runUntilMillis(5);
    request.cancel();

    assertThat(client.ended).containsExactly(Answer.OK);
  }

  @Test
  void nothingOvertakesAnAnswerThatHasBegun() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Answer.OK, 50 * MILLI);

    get(flights, 0);
    flights.runUntilMillis(10);
    client.answerBegun = true;
    flights.runUntilMillis(500);

    assertThat(flights.transport.sent).containsExactly("a");
    assertThat(client.ended).containsExactly(Answer.OK);
  }

  @Test
  void theOtherAttemptIsCalledOffWhenAnAnswerThatHasBegunBreaksOff() {
    Flights flights = new Flights(HEDGED, "a", "b");
    flights.transport.answer("a", Failure.TRUNCATED, 50 * MILLI);
    flights.transport.answer("b", Answer.OK, 90 * MILLI);

    get(flights, 0);
    flights.runUntilMillis(30);
    client.answerBegun = true;
    flights.runUntilMillis(500);

    assertThat(flights.transport.cancelled).containsExactly("b");
    assertThat(client.ended).containsExactly(Failure.TRUNCATED);
  }
}
