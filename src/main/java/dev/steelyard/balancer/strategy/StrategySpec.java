package dev.steelyard.balancer.strategy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A strategy by its name and settings: what a scenario holds and a screen shows. {@link #create}
/// makes the working thing.
///
/// To add a strategy, add a record here, or to {@link KeyedSpec} if it heeds who asks or for what,
/// and its name to {@link StrategyType}; the compiler then names every place that must know of it.
public sealed interface StrategySpec
    permits StrategySpec.RoundRobinSpec,
        StrategySpec.WeightedRoundRobinSpec,
        StrategySpec.RandomSpec,
        StrategySpec.WeightedRandomSpec,
        StrategySpec.LeastConnectionsSpec,
        StrategySpec.PowerOfTwoSpec,
        StrategySpec.LeastResponseTimeSpec,
        StrategySpec.PeakEwmaSpec,
        KeyedSpec {
  /// Its entry in the catalogue.
  StrategyType type();

  /// The strategy and its settings in a few words.
  default String words() {
    return type().title();
  }

  /// Whether a node's weight counts: without weights every node is expected to get the same share.
  default boolean usesWeights() {
    return type().usesWeights();
  }

  /// A fresh strategy with these settings.
  ///
  /// @param random the chance that it may use
  Strategy create(RandomGenerator random);

  /// Every node in turn; see {@link RoundRobin}.
  record RoundRobinSpec() implements StrategySpec {
    @Override
    public StrategyType type() {
      return StrategyType.ROUND_ROBIN;
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new RoundRobin(random);
    }
  }

  /// In turn by weight; see {@link WeightedRoundRobin}.
  ///
  /// @param maxFails how many failures in a row take a node's whole weight away, 0 to 1000; 0 for
  ///   never. nginx's default is 1
  record WeightedRoundRobinSpec(int maxFails) implements StrategySpec {
    public static final int DEFAULT_MAX_FAILS = 1;
    public static final int MOST_MAX_FAILS = 1_000;

    public WeightedRoundRobinSpec {
      if (maxFails < 0 || maxFails > MOST_MAX_FAILS) {
        throw new IllegalArgumentException(
            "maxFails: " + maxFails + " must be from 0 to " + MOST_MAX_FAILS);
      }
    }

    @Override
    public StrategyType type() {
      return StrategyType.WEIGHTED_ROUND_ROBIN;
    }

    @Override
    public String words() {
      return type().title() + ", max fails " + maxFails;
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new WeightedRoundRobin(maxFails);
    }
  }

  /// Any node; see {@link UniformRandom}.
  record RandomSpec() implements StrategySpec {
    @Override
    public StrategyType type() {
      return StrategyType.RANDOM;
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new UniformRandom(random);
    }
  }

  /// Any node by weight; see {@link WeightedRandom}.
  record WeightedRandomSpec() implements StrategySpec {
    @Override
    public StrategyType type() {
      return StrategyType.WEIGHTED_RANDOM;
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new WeightedRandom(random);
    }
  }

  /// The least busy; see {@link LeastConnections}.
  ///
  /// @param ties which of equally loaded nodes is taken
  record LeastConnectionsSpec(Ties ties) implements StrategySpec {
    @Override
    public StrategyType type() {
      return StrategyType.LEAST_CONNECTIONS;
    }

    @Override
    public String words() {
      return type().title() + ", ties " + ties.word();
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new LeastConnections(ties, random);
    }
  }

  /// The least busy of a few; see {@link PowerOfTwo}.
  ///
  /// @param choices how many nodes are drawn for one pick, 1 to 100
  record PowerOfTwoSpec(int choices) implements StrategySpec {
    public static final int DEFAULT_CHOICES = 2;
    public static final int MOST_CHOICES = 100;

    public PowerOfTwoSpec {
      if (choices < 1 || choices > MOST_CHOICES) {
        throw new IllegalArgumentException(
            "choices: " + choices + " must be from 1 to " + MOST_CHOICES);
      }
    }

    @Override
    public StrategyType type() {
      return StrategyType.POWER_OF_TWO;
    }

    @Override
    public String words() {
      return type().title() + ", " + choices + (choices == 1 ? " choice" : " choices");
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new PowerOfTwo(choices, LoadMetric.IN_FLIGHT, random);
    }
  }

  /// The fastest to answer and least busy; see {@link LeastResponseTime}.
  record LeastResponseTimeSpec(ResponseTimes times) implements StrategySpec {
    /// nginx plus publishes no figures. A failure counts like a request that ran into the usual
    /// timeout.
    public static final ResponseTimes DEFAULT_TIMES =
        new ResponseTimes(Duration.ofSeconds(10), Duration.ofSeconds(5));

    @Override
    public StrategyType type() {
      return StrategyType.LEAST_RESPONSE_TIME;
    }

    @Override
    public String words() {
      return type().title() + ", " + times.words();
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new LeastResponseTime(times, random);
    }
  }

  /// The better of two by peak-sensitive response times; see {@link PeakEwma}.
  record PeakEwmaSpec(ResponseTimes times) implements StrategySpec {
    /// Finagle's: a failure counts as the time that it took.
    public static final ResponseTimes DEFAULT_TIMES =
        new ResponseTimes(Duration.ofSeconds(10), Duration.ZERO);

    @Override
    public StrategyType type() {
      return StrategyType.PEAK_EWMA;
    }

    @Override
    public String words() {
      return type().title() + ", " + times.words();
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new PeakEwma(times, random);
    }
  }
}
