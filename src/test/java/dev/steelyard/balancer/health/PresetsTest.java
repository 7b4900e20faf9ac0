package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The presets, number by number: production has the defaults of the named systems, and the
/// classroom is fast enough to be watched.
class PresetsTest {
  @Test
  void activeChecksAreThoseOfHaproxyAndFasterInTheClassroom() {
    assertThat(HealthCheckSettings.PRODUCTION)
        .isEqualTo(
            new HealthCheckSettings(
                "/health", Duration.ofSeconds(2), Duration.ofSeconds(1), 2, 3, 2));
    assertThat(HealthCheckSettings.CLASSROOM)
        .isEqualTo(
            new HealthCheckSettings(
                "/health", Duration.ofMillis(500), Duration.ofMillis(400), 2, 2, 2));
  }

  @Test
  void outlierEjectionIsThatOfEnvoyAndActsOnFewNodesInTheClassroom() {
    assertThat(OutlierSettings.PRODUCTION)
        .isEqualTo(
            new OutlierSettings(
                5,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(300),
                0.1,
                Optional.of(new SuccessRateSettings(5, 100, 1.9))));
    assertThat(OutlierSettings.CLASSROOM)
        .isEqualTo(
            new OutlierSettings(
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                0.5,
                Optional.of(new SuccessRateSettings(3, 20, 1.9))));
  }

  @Test
  void circuitBreakerIsThatOfResilience4jAndQuickerInTheClassroom() {
    assertThat(CircuitBreakerSettings.PRODUCTION)
        .isEqualTo(
            new CircuitBreakerSettings(
                100, 100, 0.5, 1, Duration.ofSeconds(60), Duration.ofSeconds(60), 10));
    assertThat(CircuitBreakerSettings.CLASSROOM)
        .isEqualTo(
            new CircuitBreakerSettings(
                20, 5, 0.5, 1, Duration.ofMillis(500), Duration.ofSeconds(5), 3));
  }

  @Test
  void slowStartTakesTenSecondsFromATenthAndPanicBeginsBelowHalf() {
    assertThat(SlowStartSettings.CLASSROOM)
        .isEqualTo(new SlowStartSettings(Duration.ofSeconds(10), 1, 0.1));
    assertThat(PanicThreshold.HALF).isEqualTo(0.5);
  }
}
