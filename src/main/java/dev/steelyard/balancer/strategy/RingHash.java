package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.strategy.hash.HashRing;
import dev.steelyard.balancer.strategy.hash.KeyHash;
import dev.steelyard.balancer.strategy.hash.PerMembership;
import dev.steelyard.balancer.strategy.hash.Taking;
import java.util.random.RandomGenerator;

/// Takes the candidate with the first point clockwise from the key on a {@link HashRing}.
///
/// A node that leaves or goes down moves its own keys only, and spreads them over all others. A
/// retry takes the next distinct node clockwise. A node in its slow start leaves a part of its keys
/// to the next.
///
/// Source: ketama; Envoy `RING_HASH`.
final class RingHash implements Strategy {
  static final String MEASURE = "distance clockwise, of the whole ring";

  private final KeyHash keys;
  private final PerMembership<HashRing> rings;

  /// @param points for each unit of weight
  /// @param random the chance for requests without a key
  RingHash(HashKey key, int points, RandomGenerator random) {
    this.keys = new KeyHash(key, random);
    this.rings = new PerMembership<>(members -> new HashRing(members, points));
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return rings
        .of(candidates.membership())
        .first(keys.of(request), candidates, Taking.BY_SLOW_START, nowNanos)
        .chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    long hash = keys.of(request);
    HashRing ring = rings.of(candidates.membership());
    return Distances.choice(
        ring.first(hash, candidates, Taking.BY_SLOW_START, nowNanos),
        ring,
        hash,
        candidates,
        MEASURE,
        "the first clockwise");
  }
}
