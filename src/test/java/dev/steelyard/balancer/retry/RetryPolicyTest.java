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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
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
            case TRUNCATED, MALFORMED, NO_NODE, BREAKER_OPEN -> "never";
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
        var policy = new RetryPolicy(new RetrySettings(maxAttempts, retryOn500));
        for (String kind : kinds()) {
          for (int attempts = 1; attempts <= maxAttempts + 1; attempts++) {
            assertThat(policy.decide(request(kind), attempts, outcome))
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
  @EnumSource
  void decisionIsMadeWithoutAllocating(Failure failure) {
    var policy = new RetryPolicy(RetrySettings.DEFAULTS);
    Request request = Request.get(1, "/");

    assertThat(policy.decide(request, 1, failure)).isSameAs(policy.decide(request, 1, failure));
  }
}
