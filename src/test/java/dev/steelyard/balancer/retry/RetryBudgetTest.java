package dev.steelyard.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBudgetTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void finaglesDefaultsAreTheDefaults() {
    assertThat(BudgetSettings.DEFAULTS)
        .isEqualTo(new BudgetSettings(0.2, 10, Duration.ofSeconds(10)));
  }

  /// 10 a second over 10 seconds: 100 may be spent at once, whatever the traffic is.
  @Test
  void theReserveIsThereWithoutTraffic() {
    RetryBudget budget = new RetryBudget(BudgetSettings.DEFAULTS, 0);

    assertThat(allowed(budget, 0, 1_000)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "0.2,  100, 20",
    "0.2,  4,   0",
    "0.2,  5,   1",
    "1,    100, 100",
    "2,    100, 200",
    "0.1,  99,  9",
    // 1000 / 0.3 is rounded down to 3333, which lets a little more through.
    "0.3,  9999, 3000",
    "1000, 1,   1000",
    "0,    100, 0"
  })
  void requestsPayForTheirShareOfRetries(double ratio, int requests, int retries) {
    RetryBudget budget = new RetryBudget(new BudgetSettings(ratio, 0, Duration.ofSeconds(10)), 0);
    for (int i = 0; i < requests; i++) {
      budget.requestBegan(0);
    }

    assertThat(allowed(budget, 0, 100_000)).isEqualTo(retries);
  }

  @Test
  void withARatioOfZeroOnlyTheReserveIsThere() {
    RetryBudget budget = new RetryBudget(new BudgetSettings(0, 3, Duration.ofSeconds(5)), 0);
    budget.requestBegan(0);

    assertThat(allowed(budget, 0, 1_000)).isEqualTo(15);
  }

  /// Ten slices of 1 s; what was put into the first is worth something until the tenth ends.
  @Test
  void whatWasPutInIsWorthNothingAfterItsTime() {
    for (long later = 0; later <= 12; later++) {
      RetryBudget budget = new RetryBudget(new BudgetSettings(1, 0, Duration.ofSeconds(10)), 0);
      budget.requestBegan(0);

      assertThat(budget.allows(later * SECOND)).as("after %d s", later).isEqualTo(later < 10);
    }
  }

  @Test
  void theReserveFillsAgainAsWhatWasTakenAges() {
    RetryBudget budget = new RetryBudget(BudgetSettings.DEFAULTS, 0);

    assertThat(allowed(budget, 0, 1_000)).isEqualTo(100);
    assertThat(allowed(budget, 9 * SECOND, 1_000)).isZero();
    assertThat(allowed(budget, 10 * SECOND, 1_000)).isEqualTo(100);
  }

  /// Every request fails and wants a retry, for ten minutes at 100 requests a second.
  @Test
  void inTheLongRunRetriesAreTheirShareAndTheMinimum() {
    RetryBudget budget = new RetryBudget(BudgetSettings.DEFAULTS, 0);
    int requests = 60_000;
    int retries = 0;
    for (int i = 0; i < requests; i++) {
      long now = i * SECOND / 100;
      budget.requestBegan(now);
      retries += budget.allows(now) ? 1 : 0;
    }

    // 20 a second paid for and 10 a second from the reserve, which is full at the start.
    assertThat(retries).isBetween(600 * 30, 600 * 30 + 1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-0.1   | 0       | PT10S    | ratio: -0.1 must be from 0 to 1000.0",
        "1000.1 | 0       | PT10S    | ratio: 1000.1 must be from 0 to 1000.0",
        "NaN    | 0       | PT10S    | ratio: NaN must be from 0 to 1000.0",
        "0.2    | -1      | PT10S    | minPerSecond: -1 must be from 0 to 1000000",
        "0.2    | 1000001 | PT10S    | minPerSecond: 1000001 must be from 0 to 1000000",
        "0.2    | 10      | PT0.999S | ttl: PT0.999S must be from PT1S to PT1M",
        "0.2    | 10      | PT61S    | ttl: PT1M1S must be from PT1S to PT1M"
      })
  void whatIsOutOfRangeIsRefused(double ratio, int min, Duration ttl, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BudgetSettings(ratio, min, ttl))
        .withMessage(message);
  }

  private static int allowed(RetryBudget budget, long nowNanos, int wanted) {
    int allowed = 0;
    for (int i = 0; i < wanted; i++) {
      allowed += budget.allows(nowNanos) ? 1 : 0;
    }
    return allowed;
  }
}
