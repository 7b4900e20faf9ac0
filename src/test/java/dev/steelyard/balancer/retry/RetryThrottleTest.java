package dev.steelyard.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers are those of gRPC proposal A6.
class RetryThrottleTest {
  private final RetryThrottle throttle = new RetryThrottle(new ThrottleSettings(10, 0.1));

  @Test
  void itBeginsWithAllTokensAndStopsAtHalfOfThem() {
    fail(4);
    assertThat(throttle.allows(0)).isTrue(); // 6 of 10.
    fail(1);
    assertThat(throttle.allows(0)).isFalse(); // 5 is not more than half.
  }

  @Test
  void oneSuccessLiftsItAboveHalfAgain() {
    fail(5);
    throttle.attemptSucceeded();

    assertThat(throttle.allows(0)).isTrue(); // 5.1
  }

  @Test
  void tokensNeverFallBelowZero() {
    fail(1_000);
    succeed(50);
    assertThat(throttle.allows(0)).isFalse(); // 50 x 0.1 is exactly 5.
    succeed(1);
    assertThat(throttle.allows(0)).isTrue();
  }

  @Test
  void tokensNeverRiseAboveTheirMost() {
    succeed(1_000);
    fail(4);
    assertThat(throttle.allows(0)).isTrue();
    fail(1);
    assertThat(throttle.allows(0)).isFalse();
  }

  @Test
  void attemptsThatItAllowsCostNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.allows(0)).isTrue();
    }
  }

  @Test
  void halfOfAnOddNumberIsExact() {
    var odd = new RetryThrottle(new ThrottleSettings(3, 0.25));
    odd.attemptFailed();
    assertThat(odd.allows(0)).isTrue(); // 2 > 1.5
    odd.attemptFailed();
    assertThat(odd.allows(0)).isFalse(); // 1
    odd.attemptSucceeded();
    odd.attemptSucceeded();
    assertThat(odd.allows(0)).isFalse(); // 1.5 is not more than half.
    odd.attemptSucceeded();
    assertThat(odd.allows(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 0.1  | maxTokens: 0 must be from 1 to 1000",
        "1001 | 0.1  | maxTokens: 1001 must be from 1 to 1000",
        "10   | 0    | tokenRatio: 0.0 must be from 0.001 to 1000.0",
        "10   | NaN  | tokenRatio: NaN must be from 0.001 to 1000.0",
        "10   | 1001 | tokenRatio: 1001.0 must be from 0.001 to 1000.0"
      })
  void whatIsOutOfRangeIsRefused(int maxTokens, double tokenRatio, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThrottleSettings(maxTokens, tokenRatio))
        .withMessage(message);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.attemptFailed();
    }
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      throttle.attemptSucceeded();
    }
  }
}
