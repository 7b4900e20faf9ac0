package dev.steelyard.balancer;

import static dev.steelyard.balancer.Flights.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When attempts are sent and requests given up, to the nanosecond. Attempts have 100 ms.
class RetryTimingTest {
  private static final RetrySettings FIVE = new RetrySettings(5, false);
  private static final Exponential DOUBLING =
      new Exponential(Duration.ofMillis(10), Duration.ofMillis(50), Jitter.NONE);

  @Test
  void waitsDoubleUpToTheCap() {
    Flights flights = new Flights(retrying(FIVE.withBackoff(DOUBLING)), "a");
    flights.transport.answer("a", Answer.UNAVAILABLE, MILLI);

    flights.get(1);
    flights.runUntilMillis(1_000);

    assertThat(flights.sentMillis()).containsExactly(0L, 11L, 32L, 73L, 124L);
    assertThat(flights.events)
        .endsWith(
            new Event.AttemptWithheld(125 * MILLI, 1, AttemptKind.RETRY, Reason.ATTEMPTS_USED),
            new Event.RequestEnded(125 * MILLI, 1, Answer.UNAVAILABLE, 5, 125 * MILLI));
  }

  @Test
  void aHedgeDoesNotCountAsARetryForTheBackoff() {
    Flights flights =
        new Flights(
            retrying(FIVE.withBackoff(DOUBLING))
                .withHedge(Optional.of(new AfterDelay(Duration.ZERO))),
            "a",
            "b",
            "c");
    for (String node : List.of("a", "b", "c")) {
      flights.transport.answer(node, Answer.UNAVAILABLE, MILLI);
    }

    flights.get(1);
    flights.runUntilMillis(1_000);

    assertThat(flights.sentMillis()).containsExactly(0L, 0L, 11L, 32L, 73L);
  }

  @Test
  void decorrelatedWaitsGrowFromTheWaitBefore() {
    RetrySettings settings =
        new RetrySettings(10, false)
            .withBackoff(
                new Exponential(
                    Duration.ofMillis(10), Duration.ofMillis(500), Jitter.DECORRELATED));
    Flights flights = new Flights(retrying(settings), "a");
    flights.transport.answer("a", Answer.UNAVAILABLE, 0);

    for (int i = 0; i < 200; i++) {
      flights.get(i);
      flights.timeline.runUntil(flights.timeline.nanos() + 10_000 * MILLI);
    }

    List<Event.AttemptStarted> sent = flights.of(Event.AttemptStarted.class);
    assertThat(sent).hasSize(2_000);
    for (int i = 0; i < sent.size(); i += 10) {
      long last = 10 * MILLI;
      for (int retry = 1; retry < 10; retry++) {
        long wait = sent.get(i + retry).atNanos() - sent.get(i + retry - 1).atNanos();
        assertThat(wait).isBetween(10 * MILLI, Math.min(500 * MILLI, 3 * last));
        last = wait;
      }
    }
  }

  @Test
  void retryAfterIsWaitedFor() {
    Flights flights = new Flights(retrying(FIVE), "a", "b");
    flights.transport.answer("a", new Answer(503, 2_000 * MILLI), MILLI);
    flights.transport.answer("b", Answer.OK, MILLI);

    flights.get(1);
    flights.runUntilMillis(5_000);

    assertThat(flights.sentMillis()).containsExactly(0L, 2_001L);
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(2_002 * MILLI, 1, Answer.OK, 2, 2_002 * MILLI));
  }

  @Test
  void aRetryAfterPastTheTimeOfTheRequestEndsItAtOnce() {
    Flights flights = new Flights(within(1_000, FIVE), "a", "b");
    var busy = new Answer(503, 2_000 * MILLI);
    flights.transport.answer("a", busy, MILLI);

    flights.get(1);
    flights.runUntilMillis(5_000);

    assertThat(flights.events)
        .endsWith(
            new Event.AttemptWithheld(MILLI, 1, AttemptKind.RETRY, Reason.OUT_OF_TIME),
            new Event.RequestEnded(MILLI, 1, busy, 1, MILLI));
  }

  @Test
  void theTimeOfTheRequestCutsItsLastAttemptShort() {
    Flights flights = new Flights(within(250, FIVE), "a", "b", "c");
    for (String node : List.of("a", "b", "c")) {
      flights.transport.silence(node);
    }

    flights.get(1);
    flights.runUntilMillis(1_000);

    assertThat(flights.of(Event.AttemptEnded.class))
        .containsExactly(
            new Event.AttemptEnded(100 * MILLI, 1, 1, "a", 0, Failure.TIMEOUT, 100 * MILLI),
            new Event.AttemptEnded(200 * MILLI, 1, 2, "b", 1, Failure.TIMEOUT, 100 * MILLI),
            new Event.AttemptEnded(250 * MILLI, 1, 3, "c", 2, Failure.TIMEOUT, 50 * MILLI));
    assertThat(flights.transport.cancelled).containsExactly("a", "b", "c");
    assertThat(flights.events)
        .endsWith(
            new Event.AttemptWithheld(250 * MILLI, 1, AttemptKind.RETRY, Reason.OUT_OF_TIME),
            new Event.RequestEnded(250 * MILLI, 1, Failure.TIMEOUT, 3, 250 * MILLI));
  }

  @Test
  void theTimeOfTheRequestCutsAHedgeShortToo() {
    Flights flights =
        new Flights(
            within(60, FIVE).withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20)))),
            "a",
            "b",
            "c");
    flights.transport.silence("a");
    flights.transport.silence("b");

    flights.get(1);
    flights.runUntilMillis(1_000);

    assertThat(flights.of(Event.AttemptEnded.class))
        .containsExactly(
            new Event.AttemptEnded(60 * MILLI, 1, 1, "a", 0, Failure.TIMEOUT, 60 * MILLI),
            new Event.AttemptEnded(60 * MILLI, 1, 2, "b", 1, Failure.TIMEOUT, 40 * MILLI));
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(60 * MILLI, 1, Failure.TIMEOUT, 2, 60 * MILLI));
    assertThat(flights.balancer.inFlight()).isZero();
  }

  @Test
  void itCountsFromWhenTheRequestCameInAndNotFromWhenItShouldHave() {
    Flights flights = new Flights(within(50, FIVE), "a");
    flights.transport.silence("a");
    flights.runUntilMillis(40);

    flights.balancer.dispatch(dev.steelyard.balancer.request.Request.get(1, "/"), 0);
    flights.runUntilMillis(1_000);

    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(90 * MILLI, 1, Failure.TIMEOUT, 1, 90 * MILLI));
  }

  @Test
  void aBudgetEndsRetriesAndSaysSo() {
    var budget = new BudgetSettings(0.5, 0, Duration.ofSeconds(10));
    Flights flights = new Flights(retrying(FIVE.withLimit(Optional.of(budget))), "a", "b");
    flights.transport.answer("a", Failure.REFUSED, 0);
    flights.transport.answer("b", Failure.REFUSED, 0);

    for (int i = 0; i < 10; i++) {
      flights.get(i);
      flights.runUntilMillis(i + 1);
    }

    assertThat(flights.transport.sent).hasSize(15);
    assertThat(flights.of(Event.AttemptWithheld.class))
        .hasSize(10)
        .extracting(Event.AttemptWithheld::reason)
        .containsOnly(Reason.BUDGET_SPENT);
  }

  @Test
  void aThrottleEndsRetriesUntilSuccessesBringThemBack() {
    Flights flights =
        new Flights(retrying(FIVE.withLimit(Optional.of(ThrottleSettings.DEFAULTS))), "a");
    flights.transport.answer("a", Failure.REFUSED, 0);

    flights.get(1); // Five failures take the tokens from 10 to 5, so the fifth attempt is the last.
    flights.runUntilMillis(1);
    flights.get(2);
    flights.runUntilMillis(2);
    assertThat(flights.transport.sent).hasSize(6);
    assertThat(flights.of(Event.AttemptWithheld.class))
        .extracting(Event.AttemptWithheld::reason)
        .containsExactly(Reason.ATTEMPTS_USED, Reason.THROTTLED);

    flights.transport.answer("a", Answer.OK, 0);
    for (int i = 3; i < 33; i++) { // Three tokens come back: 4 + 3 - 1 is above half.
      flights.get(i);
      flights.runUntilMillis(i);
    }
    flights.transport.answer("a", Failure.REFUSED, 0);
    flights.get(40);
    flights.runUntilMillis(50);
    assertThat(flights.transport.sent).hasSize(6 + 30 + 2);
  }

  @Test
  void settingsAreExchangedWithoutLosingARequestThatWaits() {
    RetrySettings slow =
        FIVE.withBackoff(new Fixed(Duration.ofSeconds(1), Jitter.NONE))
            .withLimit(Optional.of(BudgetSettings.DEFAULTS));
    Flights flights = new Flights(retrying(slow), "a", "b");
    flights.transport.answer("a", Failure.REFUSED, 0);
    flights.transport.answer("b", Answer.OK, MILLI);
    flights.get(1);
    flights.runUntilMillis(10);

    flights.balancer.change(within(5, FIVE.withBackoff(BackoffSettings.NONE)));
    flights.balancer.change(Flights.plain());
    flights.runUntilMillis(5_000);

    assertThat(flights.sentMillis()).containsExactly(0L, 1_000L);
    assertThat(flights.events.getLast())
        .isEqualTo(new Event.RequestEnded(1_001 * MILLI, 1, Answer.OK, 2, 1_001 * MILLI));
    assertThat(flights.of(Event.SettingChanged.class))
        .extracting(Event.SettingChanged::setting, Event.SettingChanged::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("balancer.requestTimeout", "5 ms"),
            org.assertj.core.groups.Tuple.tuple("balancer.retry", "5 attempts"),
            org.assertj.core.groups.Tuple.tuple("balancer.requestTimeout", "off"),
            org.assertj.core.groups.Tuple.tuple("balancer.retry", "off"));
  }

  private static BalancerSettings retrying(RetrySettings retry) {
    return Flights.plain().withRetry(Optional.of(retry));
  }

  private static BalancerSettings within(long millis, RetrySettings retry) {
    return retrying(retry).withRequestTimeout(Optional.of(Duration.ofMillis(millis)));
  }
}
