package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.strategy.hash.HashRing;
import dev.steelyard.balancer.strategy.hash.KeyHash;
import dev.steelyard.balancer.strategy.hash.PerMembership;
import dev.steelyard.balancer.strategy.hash.Taking;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes the first candidate clockwise on a {@link HashRing} that would not get more than a factor
/// of the average load by it.
///
/// A node may have `ceil(factor x (m + 1) x weight / weights)` requests in flight, where m are in
/// flight to all candidates and the one more is this request. So popular keys spill over to the
/// next nodes instead of crushing their own, and at least one candidate always has room.
///
/// A node in its slow start also leaves a part of its keys to the next; only if no node would take
/// the request for either reason, the first does. Looks at the loads of all candidates, but only if
/// the key's own node is busy.
///
/// Source: Mirrokni, Thorup, Zadimoghaddam, _Consistent Hashing with Bounded Loads_ (2018); HAProxy
/// `hash-balance-factor`, which rounds the sum for all up and not that of each node.
final class BoundedRingHash implements Strategy {
  /// Keeps a bound that is a whole number from being rounded up because of binary fractions.
  private static final double ROUNDING = 1e-9;

  private final KeyHash keys;
  private final PerMembership<HashRing> rings;
  private final double factor;
  private final Bound bound = new Bound();

  /// @param points for each unit of weight
  /// @param factor how much of the average load is allowed, above 1
  /// @param random the chance for requests without a key
  BoundedRingHash(HashKey key, int points, double factor, RandomGenerator random) {
    this.keys = new KeyHash(key, random);
    this.rings = new PerMembership<>(members -> new HashRing(members, points));
    this.factor = factor;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    bound.begin(candidates);
    return rings
        .of(candidates.membership())
        .first(keys.of(request), candidates, bound, nowNanos)
        .chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    long hash = keys.of(request);
    HashRing ring = rings.of(candidates.membership());
    bound.begin(candidates);
    return Distances.choice(
        ring.first(hash, candidates, bound, nowNanos),
        ring,
        hash,
        candidates,
        RingHash.MEASURE,
        "the first clockwise within " + factor + " times the average load");
  }

  /// Who may take one more request. Used for one pick after the other.
  private final class Bound implements Taking {
    private static final double UNKNOWN = -1;

    private @Nullable Candidates candidates;
    private double perWeight = UNKNOWN;

    void begin(Candidates current) {
      candidates = current;
      perWeight = UNKNOWN;
    }

    @Override
    public boolean takes(Node node, long hash, long nowNanos) {
      if (!BY_SLOW_START.takes(node, hash, nowNanos)) {
        return false;
      }
      if (node.inFlight() == 0) {
        return true; // Every bound is at least 1.
      }
      if (perWeight == UNKNOWN) {
        perWeight = perWeight(Objects.requireNonNull(candidates));
      }
      return node.inFlight() < Math.ceil(perWeight * node.weight() - ROUNDING);
    }

    private double perWeight(Candidates candidates) {
      long load = 1;
      long weights = 0;
      for (int i = 0; i < candidates.size(); i++) {
        load += candidates.get(i).inFlight();
        weights += candidates.get(i).weight();
      }
      return factor * load / weights;
    }
  }
}
