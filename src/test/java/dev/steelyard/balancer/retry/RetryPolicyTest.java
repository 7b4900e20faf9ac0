package dev.steelyard.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;
import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final long MILLI = 1_000_000;
  private static final RandomGenerator CHANCE = new Seeds(1).stream("retry");
  private static final Set<String> REPLAYABLE =
      Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST with a key");

  /// `safe`: retried whatever the request is. `replay`: retried if it is replayable. `500`:
  /// likewise with the switch on. `never`: not retried.
  private static String rule(Outcome outcome) {
    return switch (outcome) {
      case Failure failure ->
          switch (failure) {
            case REFUSED, CONNECTION_LIMIT -> "safe";
            case RESET, TIMEOUT -> "replay";
            case TRUNCATED, MALFORMED, CANCELLED, NO_NODE, BREAKER_OPEN -> "never";
            case CLIENT_GONE, NO_ROUTE, UNAUTHORIZED, RATE_LIMITED, TOO_LARGE -> "never";
          };
      case Answer(int status, long _) ->
          switch (status) {
            case 502, 503, 504 -> "replay";
            case 500 -> "500";
            default -> "never";
          };
    };
  }

  static Stream<Outcome> outcomes() {
    return Stream.concat(
        Stream.of(Failure.values()), IntStream.rangeClosed(100, 599).mapToObj(Answer::of));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void wholeTruthTableHolds(Outcome outcome) {
    for (boolean retryOn500 : List.of(false, true)) {
      for (int maxAttempts = 1; maxAttempts <= RetrySettings.MOST_ATTEMPTS; maxAttempts++) {
        var policy = policy(new RetrySettings(maxAttempts, retryOn500));
        for (String kind : kinds()) {
          for (int attempts = 1; attempts <= maxAttempts + 1; attempts++) {
            assertThat(policy.decide(Tried.times(request(kind), attempts), outcome, 0))
                .as(
                    "%s, %s, attempt %d of %d, 500: %s",
                    outcome, kind, attempts, maxAttempts, retryOn500)
                .isEqualTo(expected(outcome, kind, attempts, maxAttempts, retryOn500));
          }
        }
      }
    }
  }

  private static RetryDecision expected(
      Outcome outcome, String kind, int attempts, int maxAttempts, boolean retryOn500) {
    String rule = rule(outcome);
    if (rule.equals("never") || (rule.equals("500") && !retryOn500)) {
      return new GiveUp(Reason.NOT_RETRYABLE);
    }
    if (!rule.equals("safe") && !REPLAYABLE.contains(kind)) {
      return new GiveUp(Reason.NOT_REPLAYABLE);
    }
    return attempts < maxAttempts ? new TryAgain(0) : new GiveUp(Reason.ATTEMPTS_USED);
  }

  private static List<String> kinds() {
    return List.of(
        "GET",
        "HEAD",
        "OPTIONS",
        "PUT",
        "DELETE",
        "POST",
        "POST with a key",
        "PATCH",
        "TRACE",
        "CONNECT",
        "BREW",
        "PATCH with a key");
  }

  private static Request request(String kind) {
    String method = kind.split(" ", -1)[0];
    Map<String, String> headers =
        kind.endsWith("key") ? Map.of(Request.IDEMPOTENCY_KEY, "k1") : Map.of("Accept", "*/*");
    return Request.traffic(1, method, "/", "client", headers, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "OPTIONS, true",
    "PUT, true",
    "DELETE, true",
    "POST, false",
    "PATCH, false",
    "TRACE, false",
    "CONNECT, false",
    "'', false"
  })
  void requestIsReplayableByItsMethod(String method, boolean replayable) {
    assertThat(Request.traffic(1, method, "/", "client", Map.of(), 0).replayable())
        .isEqualTo(replayable);
  }

  @Test
  void keyMakesAPostReplayableAndNothingElse() {
    Map<String, String> key = Map.of("Idempotency-Key", "k1");

    assertThat(Request.traffic(1, "POST", "/", "client", key, 0).replayable()).isTrue();
    assertThat(Request.traffic(1, "PATCH", "/", "client", key, 0).replayable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void attemptsOutOfRangeAreRefused(int maxAttempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrySettings(maxAttempts, false))
        .withMessage("maxAttempts: %d must be from 1 to 10", maxAttempts);
  }

  @Test
  void defaultsAreThreeAttemptsAndNoRetryOn500() {
    assertThat(RetrySettings.DEFAULTS).isEqualTo(new RetrySettings(3, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"})
  void namesOfHeadersCompareWithoutCase(String name) {
    assertThat(Request.traffic(1, "POST", "/", "client", Map.of(name, "k1"), 0).replayable())
        .isTrue();
  }

  @Test
  void aBodyThatIsTooLargeToKeepIsSentOnceUnlessNoNodeSawIt() {
    RetryPolicy policy = policy(RetrySettings.DEFAULTS);
    Request kept = Request.get(1, "/").withBody(65_536);
    Request tooLarge = Request.get(1, "/").withBody(65_537);

    assertThat(policy.decide(Tried.times(kept, 1), Failure.RESET, 0)).isEqualTo(new TryAgain(0));
    assertThat(policy.decide(Tried.times(tooLarge, 1), Failure.RESET, 0))
        .isEqualTo(new GiveUp(Reason.BODY_TOO_LARGE));
    assertThat(policy.decide(Tried.times(tooLarge, 1), Failure.REFUSED, 0))
        .isEqualTo(new TryAgain(0));
    assertThat(policy.mayHedge(Tried.times(kept, 1))).isTrue();
    assertThat(policy.mayHedge(Tried.times(tooLarge, 1))).isFalse();
  }

  @Test
  void onlyWhatMayBeDoneTwiceIsHedgedWithinTheBoundOnAttempts() {
    RetryPolicy policy = policy(RetrySettings.DEFAULTS);

    assertThat(policy.mayHedge(Tried.times(request("GET"), 2))).isTrue();
    assertThat(policy.mayHedge(Tried.times(request("GET"), 3))).isFalse();
    assertThat(policy.mayHedge(Tried.times(request("POST"), 1))).isFalse();
    assertThat(policy.mayHedge(Tried.times(request("POST with a key"), 1))).isTrue();
    assertThat(policy(new RetrySettings(1, false)).mayHedge(Tried.times(request("GET"), 1)))
        .isFalse();
  }

  @Test
  void withoutRetriesARequestMayStillHaveItsHedge() {
    RetryPolicy none = RetryPolicy.none(CHANCE);

    assertThat(none.mayHedge(Tried.times(request("GET"), 1))).isTrue();
    assertThat(none.mayHedge(Tried.times(request("GET"), 2))).isFalse();
    assertThat(none.decide(Tried.times(request("GET"), 1), Failure.RESET, 0))
        .isEqualTo(new GiveUp(Reason.ATTEMPTS_USED));
  }

  @ParameterizedTest
  @CsvSource({
    "50,  -1,   50",
    "50,  0,    50",
    "50,  49,   50",
    "50,  51,   51",
    "0,   70,   70",
    "0,   0,    0",
    "0,   60000, 60000"
  })
  void theWaitIsTheBackoffOrWhatTheNodeAsksForIfThatIsLonger(
      long backoff, long retryAfter, long wait) {
    RetryPolicy policy = policy(RetrySettings.DEFAULTS.withBackoff(fixed(backoff)));
    Answer answer = new Answer(503, retryAfter < 0 ? -1 : retryAfter * MILLI);

    assertThat(policy.decide(Tried.times(request("GET"), 1), answer, 0))
        .isEqualTo(new TryAgain(wait * MILLI));
  }

  @Test
  void aWaitThatEndsWithTheTimeOfTheRequestOrLaterIsNotBegun() {
    RetryPolicy policy = policy(RetrySettings.DEFAULTS);
    var tried = new Tried(request("GET"), 1, 0, 0, 1_000);

    assertThat(policy.decide(tried, new Answer(503, 399), 600)).isEqualTo(new TryAgain(399));
    assertThat(policy.decide(tried, new Answer(503, 400), 600))
        .isEqualTo(new GiveUp(Reason.OUT_OF_TIME));
    assertThat(policy.decide(tried, Failure.REFUSED, 999)).isEqualTo(new TryAgain(0));
    assertThat(policy.decide(tried, Failure.TIMEOUT, 1_000))
        .isEqualTo(new GiveUp(Reason.OUT_OF_TIME));
  }

  @Test
  void nobodyWaitsForMoreThanAMinute() {
    RetryPolicy policy = policy(RetrySettings.DEFAULTS);

    assertThat(policy.decide(Tried.times(request("GET"), 1), new Answer(503, 60_001 * MILLI), 0))
        .isEqualTo(new GiveUp(Reason.WAIT_TOO_LONG));
  }

  @Test
  void aBudgetIsAskedLastAndForHedgesToo() {
    RetryPolicy policy =
        policy(
            RetrySettings.DEFAULTS.withLimit(
                Optional.of(new BudgetSettings(0, 2, Duration.ofSeconds(1)))));
    Tried once = Tried.times(request("GET"), 1);

    // Neither of these costs anything.
    policy.decide(Tried.times(request("POST"), 1), Failure.RESET, 0);
    policy.decide(Tried.times(request("GET"), 3), Failure.RESET, 0);
    policy.decide(once, new Answer(503, 60_001 * MILLI), 0);
    policy.decide(new Tried(request("GET"), 1, 0, 0, 0), Failure.RESET, 0);

    assertThat(policy.decide(once, Failure.RESET, 0)).isEqualTo(new TryAgain(0));
    assertThat(policy.refusesHedge(0)).isNull();
    assertThat(policy.decide(once, Failure.RESET, 0)).isEqualTo(new GiveUp(Reason.BUDGET_SPENT));
    assertThat(policy.refusesHedge(0)).isEqualTo(Reason.BUDGET_SPENT);
  }

  /// Failures that are not retried are no failures for the throttle.
  @Test
  void aThrottleCountsWhatWouldBeRetried() {
    RetryPolicy policy =
        policy(RetrySettings.DEFAULTS.withLimit(Optional.of(ThrottleSettings.DEFAULTS)));
    Tried once = Tried.times(request("GET"), 1);
    for (int i = 0; i < 100; i++) {
      policy.attemptEnded(Answer.of(500));
      policy.attemptEnded(Failure.TRUNCATED);
    }
    for (int i = 0; i < 4; i++) {
      policy.attemptEnded(Answer.UNAVAILABLE);
    }
    assertThat(policy.decide(once, Failure.RESET, 0)).isEqualTo(new TryAgain(0));
    assertThat(policy.refusesHedge(0)).isNull();

    policy.attemptEnded(Failure.TIMEOUT);
    assertThat(policy.decide(once, Failure.RESET, 0)).isEqualTo(new GiveUp(Reason.THROTTLED));
    assertThat(policy.refusesHedge(0)).isEqualTo(Reason.THROTTLED);

    policy.attemptEnded(Answer.of(404)); // The node works, so that is a success.
    assertThat(policy.decide(once, Failure.RESET, 0)).isEqualTo(new TryAgain(0));
  }

  @Test
  void settingsAreToldInWords() {
    assertThat(RetrySettings.DEFAULTS.words()).isEqualTo("3 attempts");
    assertThat(
            new RetrySettings(
                    2,
                    true,
                    new BackoffSettings.Exponential(
                        Duration.ofMillis(50), Duration.ofSeconds(2), Jitter.FULL),
                    Optional.of(BudgetSettings.DEFAULTS))
                .words())
        .isEqualTo("2 attempts, also on 500, after 50 to 2000 ms, full jitter, budget 0.2 + 10/s");
  }

  private static RetryPolicy policy(RetrySettings settings) {
    return new RetryPolicy(settings, CHANCE, 0);
  }

  private static BackoffSettings fixed(long millis) {
    return millis == 0
        ? BackoffSettings.NONE
        : new BackoffSettings.Fixed(Duration.ofMillis(millis), Jitter.NONE);
  }

  /// What a request has behind it, as a test says.
  record Tried(Request request, int attempts, int retries, long lastWaitNanos, long deadlineNanos)
      implements Tries {
    static Tried times(Request request, int attempts) {
      return new Tried(request, attempts, attempts - 1, 0, NO_DEADLINE);
    }
  }
}
