package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.PanicThreshold;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Faults;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs under any mix of faults, with every safety net, one strategy after the other and one
/// to three balancers.
class AnyFaultsRunTest {
  private static final List<StrategyType> STRATEGIES = List.of(StrategyType.values());
  private static final BackoffSettings JITTERED =
      new BackoffSettings.Exponential(
          Duration.ofMillis(2), Duration.ofMillis(20), Jitter.DECORRELATED);

  /// The seed is the parameter, so a failure names it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void booksBalanceAndTheRunRepeats(long seed) throws Exception {
    Scenario scenario = scenario(seed, new Seeds(seed).stream("test"));

    Summary summary = play(scenario);

    var requests = summary.requests();
    assertThat(requests.generated())
        .isEqualTo(requests.succeeded() + requests.failed() + requests.inFlight())
        .isGreaterThan(1_000);
    assertThat(requests.inFlight()).isZero();
    var attempts = summary.attempts();
    assertThat(attempts.total())
        .isEqualTo(attempts.first() + attempts.retries() + attempts.hedges());
    assertThat(summary.nodes().stream().mapToLong(node -> node.attempts()).sum())
        .isEqualTo(attempts.total());
    assertThat(summary.failures().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(requests.failed());
    assertThat(play(scenario)).isEqualTo(summary);
  }

  private static Scenario scenario(long seed, RandomGenerator random) {
    Scenario plain = Scenarios.fiveWithOneSick(new dev.steelyard.fault.Effect.Malformed());
    Scenario mixed =
        plain
            .withTraffic(Scenarios.plain(5, 300, new Exponential(Duration.ofMillis(8))).traffic())
            .withBalancers(1 + (int) (seed % 3))
            .withBalancer(
                plain
                    .balancer()
                    .withStrategy(STRATEGIES.get((int) (seed % STRATEGIES.size())).defaults())
                    .withRequestTimeout(Optional.of(Duration.ofMillis(500)))
                    .withRetry(
                        Optional.of(
                            RetrySettings.DEFAULTS
                                .withBackoff(JITTERED)
                                .withLimit(Optional.of(BudgetSettings.DEFAULTS))))
                    .withHedge(Optional.of(HedgeSettings.DEFAULTS))
                    .withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM))
                    .withCircuitBreaker(Optional.of(CircuitBreakerSettings.CLASSROOM))
                    .withSlowStart(Optional.of(SlowStartSettings.CLASSROOM))
                    .withPanicThreshold(PanicThreshold.HALF));
    List<PlannedFault> faults = new ArrayList<>();
    for (String node : List.of("a", "b", "c", "d", "e")) {
      for (Fault fault : Faults.some(random, 5)) {
        Duration from = Duration.ofMillis(random.nextInt(9_000));
        Optional<Duration> until =
            random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(from.plusMillis(random.nextInt(1, 5_000)));
        faults.add(new PlannedFault(node, from, until, fault));
      }
    }
    return Scenarios.with(mixed, faults.toArray(PlannedFault[]::new));
  }

  private static Summary play(Scenario scenario) throws Exception {
    return new VirtualRunner().run(scenario, frame -> {}, () -> false).summary();
  }
}
