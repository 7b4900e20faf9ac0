package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.PanicThreshold;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.strategy.StrategyType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NeverActsTest {
  private static final BalancerSettings BARE =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults());
  private static final BalancerSettings PRODUCTION =
      BARE.withOutlierEjection(Optional.of(OutlierSettings.PRODUCTION));
  private static final BalancerSettings CLASSROOM =
      BARE.withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM));

  @Test
  void thePresetsOfTheClassroomAllActOnFiveNodes() {
    var all =
        CLASSROOM
            .withHealthCheck(Optional.of(HealthCheckSettings.CLASSROOM))
            .withCircuitBreaker(Optional.of(CircuitBreakerSettings.CLASSROOM))
            .withSlowStart(Optional.of(SlowStartSettings.CLASSROOM))
            .withPanicThreshold(PanicThreshold.HALF);

    assertThat(sentences(all, 5, 100)).isEmpty();
    assertThat(sentences(BARE, 5, 100)).isEmpty();
  }

  @Test
  void aCapThatLetsOutOneOnlyIsTold() {
    assertThat(sentences(PRODUCTION, 5, 1e6))
        .containsExactly(
            "10 % of 5 nodes lets one node out at a time; a second one is never ejected.");
    assertThat(sentences(PRODUCTION, 20, 1e6)).isEmpty();
    assertThat(sentences(PRODUCTION, 19, 1e6)).hasSize(1);
  }

  @Test
  void tooFewNodesForSuccessRatesAreTold() {
    assertThat(sentences(CLASSROOM, 2, 100))
        .contains("Success rates are never compared: that takes 3 nodes, and there are 2.");
  }

  @Test
  void soFewNodesThatNoneCanBeFarEnoughFromTheMeanAreTold() {
    String fourCannot =
        "A success rate never ejects: none of 4 nodes can lie more than 1.73 standard deviations"
            + " below their mean, and more than 1.9 is asked for.";

    assertThat(sentences(CLASSROOM, 4, 1e6)).containsExactly(fourCannot);
    assertThat(sentences(CLASSROOM, 5, 1e6)).isEmpty();
  }

  @Test
  void tooFewRequestsBetweenTwoSweepsAreTold() {
    assertThat(sentences(CLASSROOM, 5, 99))
        .containsExactly(
            "Success rates are hardly ever compared: each of 5 nodes gets about 20 requests in 1 s,"
                + " and 20 are asked for.");
    assertThat(NeverActs.of(CLASSROOM, 5, OptionalDouble.empty())).isEmpty();
  }

  @Test
  void aCallThatIsGivenUpBeforeItIsSlowIsTold() {
    var settings = BARE.withCircuitBreaker(Optional.of(CircuitBreakerSettings.PRODUCTION));

    assertThat(sentences(settings, 5, 100))
        .containsExactly(
            "No call is ever slow: an attempt is given up after 5 s, and it is slow after more than"
                + " 60 s.");
    assertThat(sentences(settings.withTimeout(Duration.ofSeconds(61)), 5, 100)).isEmpty();
  }

  @Test
  void aSlowStartOrPanicThatNothingCanCauseIsTold() {
    var settings =
        BARE.withSlowStart(Optional.of(SlowStartSettings.CLASSROOM)).withPanicThreshold(0.5);

    assertThat(NeverActs.of(settings, 5, OptionalDouble.of(100)))
        .extracting(NeverActs::setting)
        .containsExactly("balancer.slowStart", "balancer.panicThreshold");
    // At most three of six can be ejected, and half is not below half; without checks it ends
    // there.
    assertThat(sentences(CLASSROOM.withPanicThreshold(0.5), 6, 1e6))
        .containsExactly(
            "There is never a panic: no more than 3 of 6 nodes can be ejected, and without health"
                + " checks the others seem healthy.");
    assertThat(sentences(CLASSROOM.withPanicThreshold(0.6), 6, 1e6)).isEmpty();
  }

  private static List<String> sentences(BalancerSettings settings, int nodes, double rate) {
    return NeverActs.of(settings, nodes, OptionalDouble.of(rate)).stream()
        .map(NeverActs::sentence)
        .toList();
  }
}
