package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Scenarios for tests, varied from one plain one.
final class Scenarios {
  static final HealthCheckSettings FAST_CHECKS =
      new HealthCheckSettings("/health", Duration.ofMillis(500), Duration.ofMillis(400), 2, 2);

  private Scenarios() {}

  /// Nodes a, b, c, ... with one worker each; round robin, no safety net.
  static Scenario plain(int nodeCount, double rate, Distribution work) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (int i = 0; i < nodeCount; i++) {
      String id = nodeCount <= 26 ? String.valueOf((char) ('a' + i)) : "n" + i;
      nodes.add(new NodeSpec(id, 1, 1, 1, OptionalInt.empty()));
    }
    return new Scenario(
        "test",
        "Test",
        "",
        7,
        Duration.ofSeconds(10),
        Duration.ZERO,
        nodes,
        new Fixed(Duration.ZERO),
        TrafficSettings.of(Arrivals.POISSON, new Steady(rate)).withWork(work),
        1,
        BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults()),
        List.of(),
        List.of());
  }

  /// Five nodes at 300 requests/s with 3 attempts and fast checks; c suffers from second 3 to 6.
  static Scenario fiveWithOneSick(Effect effect) {
    Scenario plain = plain(5, 300, new Fixed(Duration.ofMillis(5)));
    return with(
        plain.withBalancer(
            plain
                .balancer()
                .withTimeout(Duration.ofMillis(300))
                .withRetry(Optional.of(new RetrySettings(3, false)))
                .withHealthCheck(Optional.of(FAST_CHECKS))),
        new PlannedFault(
            "c",
            Duration.ofSeconds(3),
            Optional.of(Duration.ofSeconds(6)),
            new Fault(effect, Scope.BOTH)));
  }

  static Scenario with(Scenario scenario, PlannedFault... faults) {
    return copy(scenario, scenario.seed(), scenario.duration(), scenario.warmup(), List.of(faults));
  }

  static Scenario lasting(Scenario scenario, Duration warmup, Duration duration) {
    return copy(scenario, scenario.seed(), duration, warmup, scenario.faults());
  }

  static Scenario seeded(Scenario scenario, long seed) {
    return copy(scenario, seed, scenario.duration(), scenario.warmup(), scenario.faults());
  }

  private static Scenario copy(
      Scenario from, long seed, Duration duration, Duration warmup, List<PlannedFault> faults) {
    return new Scenario(
        from.id(),
        from.title(),
        from.description(),
        seed,
        duration,
        warmup,
        from.nodes(),
        from.networkLatency(),
        from.traffic(),
        from.balancers(),
        from.balancer(),
        from.services(),
        faults,
        from.claims());
  }
}
