package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.TrafficSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A short run that nobody sees, before the first one in a process that somebody does.
///
/// The first requests through a fresh Java process take up to a second, since everything that they
/// touch is loaded and compiled then. That says nothing about load balancing, and it made healthy
/// nodes fail their first health checks.
final class WarmUp {
  private static final int REQUESTS_PER_SECOND = 500;
  private static final Duration DURATION = Duration.ofMillis(800);

  private static final Scenario SCENARIO =
      new Scenario(
          "warm-up",
          "Warm-up",
          "",
          1,
          DURATION,
          Duration.ZERO,
          List.of(node("a"), node("b"), node("c")),
          new Fixed(Duration.ZERO),
          TrafficSettings.of(Arrivals.CONSTANT, new Steady(REQUESTS_PER_SECOND))
              .withWork(new Fixed(Duration.ofMillis(1))),
          1,
          BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults())
              .withHealthCheck(Optional.of(HealthCheckSettings.CLASSROOM)),
          List.of(),
          List.of());

  private WarmUp() {}

  /// Plays the run and waits for its end.
  ///
  /// @throws IOException if the nodes cannot listen; the message says what to do
  static void play() throws IOException {
    try {
      var _ = LiveRunner.play(SCENARIO, progress -> {}, () -> false, Observers.NONE);
    } catch (RunFailedException problem) {
      throw new IOException("the warm-up failed: " + problem.getMessage(), problem);
    }
  }

  private static NodeSpec node(String id) {
    return new NodeSpec(id, 1, 1, 1, OptionalInt.empty());
  }
}
