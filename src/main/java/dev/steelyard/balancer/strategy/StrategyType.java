package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.MaglevSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.ModuloHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RendezvousSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.balancer.strategy.hash.HashKey;
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
      new PeakEwmaSpec(PeakEwmaSpec.DEFAULT_TIMES)),
  MODULO_HASH(
      "Modulo hash",
      "The node whose number is the key's hash modulo their count: a change moves most keys.",
      new ModuloHashSpec(HashKey.CLIENT)),
  RING_HASH(
      "Ring hash",
      "The next node clockwise from the key on a ring of hashes: a change moves few keys.",
      new RingHashSpec(HashKey.CLIENT, RingHashSpec.DEFAULT_POINTS)),
  BOUNDED_RING_HASH(
      "Bounded ring hash",
      "The next node clockwise that is not much busier than the average.",
      new BoundedRingHashSpec(
          HashKey.CLIENT, RingHashSpec.DEFAULT_POINTS, BoundedRingHashSpec.DEFAULT_BALANCE_FACTOR)),
  MAGLEV(
      "Maglev",
      "The node at the key's place in a table that the nodes fill in turn: even, and hardly moves.",
      new MaglevSpec(HashKey.CLIENT)),
  RENDEZVOUS(
      "Rendezvous hash",
      "The node with the highest score for the key: a node that leaves moves its own keys only.",
      new RendezvousSpec(HashKey.CLIENT)),
  STICKY(
      "Sticky",
      "The node that the client had before; the first time, that of another strategy.",
      new StickySpec(HashKey.CLIENT, new RoundRobinSpec()));

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

  /// Whether a node's weight counts, unless the settings decide that.
  boolean usesWeights() {
    return switch (this) {
      case ROUND_ROBIN, RANDOM, MODULO_HASH -> false;
      case RING_HASH, BOUNDED_RING_HASH, MAGLEV, RENDEZVOUS -> true;
      case STICKY -> defaults.usesWeights();
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
