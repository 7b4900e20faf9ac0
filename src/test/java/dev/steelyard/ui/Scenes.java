package dev.steelyard.ui;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Scenarios to look at.
public final class Scenes {
  private Scenes() {}

  /// `count` nodes called `a`, `b`, ..., each able to serve `rate` / `count` with half of its time.
  public static Scenario nodes(int count, double rate) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = i < 26 ? String.valueOf((char) ('a' + i)) : "n" + i;
      nodes.add(new NodeSpec(id, 1, i == count - 1 ? 0.5 : 1, 4, OptionalInt.empty()));
    }
    BalancerSettings balancer =
        BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults())
            .withTimeout(Duration.ofSeconds(1))
            .withRetry(Optional.of(RetrySettings.DEFAULTS))
            .withHealthCheck(Optional.of(HealthCheckSettings.CLASSROOM));
    return new Scenario(
        "nodes-" + count,
        count + " nodes, the last one slow",
        "Round robin sends the slow node as much as the others. Watch its queue, then change the"
            + " strategy to power of two choices.",
        42,
        Duration.ofSeconds(60),
        Duration.ZERO,
        nodes,
        new Distribution.Fixed(Duration.ofMillis(1)),
        TrafficSettings.of(Arrivals.POISSON, new Shape.Steady(rate))
            .withWork(new Distribution.Exponential(Duration.ofMillis(20))),
        1,
        balancer,
        List.of(),
        List.of());
  }
}
