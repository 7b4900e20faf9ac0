package dev.steelyard.balancer.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  @Test
  void workBelowNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.traffic(1, "GET", "/", "client", Map.of(), -1))
        .withMessage("workNanos: -1 must not be below 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Post"})
  void methodNotInCapitalsIsRefused(String method) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.traffic(1, method, "/", "client", Map.of(), 0))
        .withMessage("method: '%s' must be in capitals", method);
  }

  @Test
  void probeIsNoTraffic() {
    assertThat(Request.probe("/health").healthCheck()).isTrue();
    assertThat(Request.probe("/health").path()).isEqualTo("/health");
    assertThat(Request.get(1, "/").healthCheck()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, refused",
    "RESET, reset",
    "TIMEOUT, timeout",
    "CONNECTION_LIMIT, connection-limit",
    "TRUNCATED, truncated",
    "MALFORMED, malformed",
    "CANCELLED, cancelled",
    "NO_NODE, no-node"
  })
  void failuresAreCountedUnderTheirNames(Failure failure, String label) {
    assertThat(failure.label()).isEqualTo(label);
    assertThat(failure.succeeded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "100, true",
    "200, true",
    "301, true",
    "404, true",
    "429, true",
    "499, true",
    "500, false",
    "503, false",
    "599, false"
  })
  void everyAnswerBelow500IsWhatTheClientAskedFor(int status, boolean succeeded) {
    assertThat(Answer.of(status).succeeded()).isEqualTo(succeeded);
    assertThat(Answer.of(status)).isEqualTo(new Answer(status));
    assertThat(Answer.of(status).label()).isEqualTo("status-" + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 600})
  void statusOutOfRangeIsRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.of(status))
        .withMessage("status: %d must be from 100 to 599", status);
  }

  @Test
  void anAnswerMaySayWhenToComeBack() {
    assertThat(Answer.of(429, 2_000).saysWhenToRetry()).isTrue();
    assertThat(Answer.of(429, 0).saysWhenToRetry()).isTrue();
    assertThat(Answer.of(429).saysWhenToRetry()).isFalse();
    assertThat(Answer.of(503, 5)).isEqualTo(new Answer(503, 5)).isNotEqualTo(Answer.UNAVAILABLE);
    assertThat(Answer.of(503, Answer.NO_RETRY_AFTER)).isSameAs(Answer.UNAVAILABLE);
    assertThat(Answer.of(200)).isSameAs(Answer.OK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Answer(429, -2))
        .withMessage("retryAfterNanos: -2 must be 0 or more, or -1 for none");
  }
}
