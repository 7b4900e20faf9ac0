package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.strategy.hash.HashKey;
import java.util.random.RandomGenerator;

/// A strategy that heeds a key of the request: as long as nothing changes, the same key goes to the
/// same node.
///
/// A request without a key, which only a header may lack, goes anywhere.
public sealed interface KeyedSpec extends StrategySpec {
  /// Which part of a request counts.
  HashKey key();

  /// The same with another key.
  KeyedSpec withKey(HashKey changed);

  @Override
  default String words() {
    return type().title() + " by " + key().word();
  }

  private static void checkPoints(int points) {
    if (points < 1 || points > RingHashSpec.MOST_POINTS) {
      throw new IllegalArgumentException(
          "points: " + points + " must be from 1 to " + RingHashSpec.MOST_POINTS);
    }
  }

  /// The bad example; see {@link ModuloHash}.
  record ModuloHashSpec(HashKey key) implements KeyedSpec {
    @Override
    public StrategyType type() {
      return StrategyType.MODULO_HASH;
    }

    @Override
    public ModuloHashSpec withKey(HashKey changed) {
      return new ModuloHashSpec(changed);
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new ModuloHash(key, random);
    }
  }

  /// Consistent hashing; see {@link RingHash}.
  ///
  /// @param points on the ring for each unit of weight, 1 to 1000. The fewer there are, the more
  ///   unevenly the nodes share
  record RingHashSpec(HashKey key, int points) implements KeyedSpec {
    public static final int DEFAULT_POINTS = 160;
    public static final int MOST_POINTS = 1_000;

    public RingHashSpec {
      checkPoints(points);
    }

    @Override
    public StrategyType type() {
      return StrategyType.RING_HASH;
    }

    @Override
    public RingHashSpec withKey(HashKey changed) {
      return new RingHashSpec(changed, points);
    }

    @Override
    public String words() {
      return KeyedSpec.super.words() + ", " + points + " points";
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new RingHash(key, points, random);
    }
  }

  /// Consistent hashing with bounded loads; see {@link BoundedRingHash}.
  ///
  /// @param points as of {@link RingHashSpec}
  /// @param balanceFactor how much of the average load a node may have, 1.01 to 100
  record BoundedRingHashSpec(HashKey key, int points, double balanceFactor) implements KeyedSpec {
    public static final double DEFAULT_BALANCE_FACTOR = 1.25;
    public static final double LEAST_BALANCE_FACTOR = 1.01;
    public static final double MOST_BALANCE_FACTOR = 100;

    public BoundedRingHashSpec {
      checkPoints(points);
      if (!(balanceFactor >= LEAST_BALANCE_FACTOR && balanceFactor <= MOST_BALANCE_FACTOR)) {
        throw new IllegalArgumentException(
            "balanceFactor: " + balanceFactor + " must be from 1.01 to 100");
      }
    }

    @Override
    public StrategyType type() {
      return StrategyType.BOUNDED_RING_HASH;
    }

    @Override
    public BoundedRingHashSpec withKey(HashKey changed) {
      return new BoundedRingHashSpec(changed, points, balanceFactor);
    }

    @Override
    public String words() {
      return KeyedSpec.super.words() + ", " + points + " points, factor " + balanceFactor;
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new BoundedRingHash(key, points, balanceFactor, random);
    }
  }

  /// Consistent hashing by a table; see {@link Maglev}.
  record MaglevSpec(HashKey key) implements KeyedSpec {
    @Override
    public StrategyType type() {
      return StrategyType.MAGLEV;
    }

    @Override
    public MaglevSpec withKey(HashKey changed) {
      return new MaglevSpec(changed);
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new Maglev(key, random);
    }
  }

  /// The highest score for a key; see {@link Rendezvous}.
  record RendezvousSpec(HashKey key) implements KeyedSpec {
    @Override
    public StrategyType type() {
      return StrategyType.RENDEZVOUS;
    }

    @Override
    public RendezvousSpec withKey(HashKey changed) {
      return new RendezvousSpec(changed);
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new Rendezvous(key, random);
    }
  }

  /// The same node as before; see {@link Sticky}.
  ///
  /// @param key whose node is remembered
  /// @param first how a node is chosen for a key that has none; any strategy but sticky
  record StickySpec(HashKey key, StrategySpec first) implements KeyedSpec {
    public StickySpec {
      if (first instanceof StickySpec) {
        throw new IllegalArgumentException("first: sticky must be another strategy than sticky");
      }
    }

    @Override
    public StrategyType type() {
      return StrategyType.STICKY;
    }

    @Override
    public StickySpec withKey(HashKey changed) {
      return new StickySpec(changed, first);
    }

    @Override
    public String words() {
      return KeyedSpec.super.words() + ", first by " + first.words();
    }

    @Override
    public boolean usesWeights() {
      return first.usesWeights();
    }

    @Override
    public Strategy create(RandomGenerator random) {
      return new Sticky(key, first.create(random));
    }
  }
}
