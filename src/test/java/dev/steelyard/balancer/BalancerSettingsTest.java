package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategyType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalancerSettingsTest {
  private static final BalancerSettings BARE =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults());

  @Test
  void safetyNetsAreOffUnlessAskedFor() {
    assertThat(BARE.requestTimeout()).isEmpty();
    assertThat(BARE.retry()).isEmpty();
    assertThat(BARE.hedge()).isEmpty();
    assertThat(BARE.healthCheck()).isEmpty();
    assertThat(BARE.outlierEjection()).isEmpty();
    assertThat(BARE.circuitBreaker()).isEmpty();
    assertThat(BARE.slowStart()).isEmpty();
    assertThat(BARE.panicThreshold()).isZero();
    assertThat(BARE.timeout()).hasSeconds(5);
  }

  @Test
  void eachPartIsChangedAlone() {
    var strategy = StrategyType.POWER_OF_TWO.defaults();
    var timeout = Duration.ofMillis(70);
    var requestTimeout = Optional.of(Duration.ofSeconds(3));
    var hedge = Optional.of(HedgeSettings.DEFAULTS);
    var retry = Optional.of(RetrySettings.DEFAULTS);
    var check = Optional.of(HealthCheckSettings.CLASSROOM);
    var outlier = Optional.of(OutlierSettings.CLASSROOM);

    var breaker = Optional.of(CircuitBreakerSettings.CLASSROOM);
    var slowStart = Optional.of(SlowStartSettings.CLASSROOM);

    var all =
        BARE.withStrategy(strategy)
            .withTimeout(timeout)
            .withRequestTimeout(requestTimeout)
            .withRetry(retry)
            .withHedge(hedge)
            .withHealthCheck(check)
            .withOutlierEjection(outlier)
            .withCircuitBreaker(breaker)
            .withSlowStart(slowStart)
            .withPanicThreshold(0.5)
            .withCloseIdle(false);

    assertThat(all)
        .isEqualTo(
            new BalancerSettings(
                strategy,
                timeout,
                requestTimeout,
                retry,
                hedge,
                check,
                outlier,
                breaker,
                slowStart,
                0.5,
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, , PT0.1S",
    "1, true, , PT0.2S",
    "3, false, , PT2M0.3S",
    "3, true, , PT2M0.3S",
    "3, true, PT1S, PT1S",
    "1, false, PT1S, PT0.1S"
  })
  void longestRequestIsThatOfTimeoutsAndWaits(
      int attempts, boolean hedged, @Nullable Duration bound, Duration longest) {
    BalancerSettings settings =
        BARE.withTimeout(Duration.ofMillis(100))
            .withRequestTimeout(Optional.ofNullable(bound))
            .withRetry(Optional.of(new RetrySettings(attempts, false)).filter(r -> attempts > 1))
            .withHedge(Optional.of(HedgeSettings.DEFAULTS).filter(hedge -> hedged));

    assertThat(settings.longestRequest()).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000999999S", "-PT1S", "PT1H0.000000001S"})
  void requestTimeoutOutOfRangeIsRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BARE.withRequestTimeout(Optional.of(timeout)))
        .withMessage("requestTimeout: %s must be from PT0.001S to PT1H", timeout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000999999S", "-PT1S", "PT1H0.000000001S"})
  void timeoutOutOfRangeIsRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BARE.withTimeout(timeout))
        .withMessage("timeout: %s must be from PT0.001S to PT1H", timeout);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "health    | PT1S      | PT1S   | 1   | 1   | path: 'health' must begin with /",
        "''        | PT1S      | PT1S   | 1   | 1   | path: '' must begin with /",
        "/         | PT0.009S  | PT1S   | 1   | 1   | interval: PT0.009S must be from PT0.01S to PT1H",
        "/         | PT2H      | PT1S   | 1   | 1   | interval: PT2H must be from PT0.01S to PT1H",
        "/         | PT1S      | PT0S   | 1   | 1   | timeout: PT0S must be from PT0.001S to PT1H",
        "/         | PT1S      | PT2H   | 1   | 1   | timeout: PT2H must be from PT0.001S to PT1H",
        "/         | PT1S      | PT1S   | 0   | 1   | rise: 0 must be from 1 to 100",
        "/         | PT1S      | PT1S   | 101 | 1   | rise: 101 must be from 1 to 100",
        "/         | PT1S      | PT1S   | 1   | 0   | fall: 0 must be from 1 to 100",
        "/         | PT1S      | PT1S   | 1   | 101 | fall: 101 must be from 1 to 100"
      })
  void healthCheckOutOfRangeIsRefused(
      String path, Duration interval, Duration timeout, int rise, int fall, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HealthCheckSettings(path, interval, timeout, rise, fall))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | PT1S     | PT1S     | PT1S | 0.5 | consecutiveFailures: 0 must be from 1 to 1000",
        "1001 | PT1S     | PT1S     | PT1S | 0.5 | consecutiveFailures: 1001 must be from 1 to 1000",
        "3    | PT0.001S | PT1S     | PT1S | 0.5 | interval: PT0.001S must be from PT0.01S to PT1H",
        "3    | PT2H     | PT1S     | PT1S | 0.5 | interval: PT2H must be from PT0.01S to PT1H",
        "3    | PT1S     | PT0.001S | PT1S | 0.5 | baseTime: PT0.001S must be from PT0.01S to PT1H",
        "3    | PT1S     | PT2H     | PT3H | 0.5 | baseTime: PT2H must be from PT0.01S to PT1H",
        "3    | PT1S     | PT2S     | PT1S | 0.5 | maxTime: PT1S must be from PT2S to PT1H",
        "3    | PT1S     | PT2S     | PT2H | 0.5 | maxTime: PT2H must be from PT2S to PT1H",
        "3    | PT1S     | PT1S     | PT1S | -0.1 | maxEjected: -0.1 must be from 0 to 1",
        "3    | PT1S     | PT1S     | PT1S | 1.1 | maxEjected: 1.1 must be from 0 to 1",
        "3    | PT1S     | PT1S     | PT1S | NaN | maxEjected: NaN must be from 0 to 1"
      })
  void outlierEjectionOutOfRangeIsRefused(
      int failures,
      Duration interval,
      Duration baseTime,
      Duration maxTime,
      double maxEjected,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutlierSettings(failures, interval, baseTime, maxTime, maxEjected))
        .withMessage(message);
  }

  @Test
  void endsOfTheRangesAreTaken() {
    var hour = Duration.ofHours(1);
    var tenMillis = Duration.ofMillis(10);

    assertThat(BARE.withTimeout(Duration.ofMillis(1)).withTimeout(hour).timeout()).isEqualTo(hour);
    assertThat(new HealthCheckSettings("/", tenMillis, Duration.ofMillis(1), 1, 100).fall())
        .isEqualTo(100);
    assertThat(new HealthCheckSettings("/", hour, hour, 100, 1).rise()).isEqualTo(100);
    assertThat(new OutlierSettings(1, tenMillis, tenMillis, tenMillis, 0).maxEjected()).isZero();
    assertThat(new OutlierSettings(1_000, hour, hour, hour, 1).maxEjected()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void panicThresholdOutOfRangeIsRefused(double threshold) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BARE.withPanicThreshold(threshold))
        .withMessage("panicThreshold: %s must be from 0 to 1", threshold);
  }
}
