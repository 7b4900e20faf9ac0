package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The catalogue of strategies: name, title, one sentence, defaults.
public enum StrategyType {
  ROUND_ROBIN("Round robin", "Every node in turn, whatever it is doing.", new RoundRobinSpec()),
  WEIGHTED_ROUND_ROBIN(
      "Weighted round robin",
      "In turn, heavy nodes more often, their turns spread evenly (as nginx).",
      new WeightedRoundRobinSpec(WeightedRoundRobinSpec.DEFAULT_MAX_FAILS)),
  RANDOM("Random", "Any node, all equally likely.", new RandomSpec()),
  WEIGHTED_RANDOM(
      "Weighted random", "Any node, as likely as its weight is large.", new WeightedRandomSpec()),
  LEAST_CONNECTIONS(
      "Least connections",
      "The node with the fewest requests in flight for its weight.",
      new LeastConnectionsSpec(Ties.RANDOM)),
  POWER_OF_TWO(
      "Power of two choices",
      "The less busy of two nodes drawn at random.",
      new PowerOfTwoSpec(PowerOfTwoSpec.DEFAULT_CHOICES)),
  LEAST_RESPONSE_TIME(
      "Least response time",
      "The node that answers fastest on average, counting what is in flight.",
      new LeastResponseTimeSpec(LeastResponseTimeSpec.DEFAULT_TIMES)),
  PEAK_EWMA(
      "Peak EWMA",
      "The better of two nodes drawn at random, by response times sensitive to peaks (as Finagle).",
      new PeakEwmaSpec(PeakEwmaSpec.DEFAULT_TIMES));

  private final String title;
  private final String summary;
  private final StrategySpec defaults;

  StrategyType(String title, String summary, StrategySpec defaults) {
    this.title = title;
    this.summary = summary;
    this.defaults = defaults;
  }

  /// The name in commands, scenario files and results: `round-robin`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The name on screen.
  public String title() {
    return title;
  }

  /// One sentence that says how it chooses.
  public String summary() {
    return summary;
  }

  /// Whether a node's weight counts: without weights every node is expected to get the same share.
  public boolean usesWeights() {
    return switch (this) {
      case ROUND_ROBIN, RANDOM -> false;
      case WEIGHTED_ROUND_ROBIN, WEIGHTED_RANDOM, LEAST_CONNECTIONS, POWER_OF_TWO -> true;
      case LEAST_RESPONSE_TIME, PEAK_EWMA -> true;
    };
  }

  /// The strategy with its default settings.
  public StrategySpec defaults() {
    return defaults;
  }

  public static Optional<StrategyType> find(String id) {
    return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
  }
}
