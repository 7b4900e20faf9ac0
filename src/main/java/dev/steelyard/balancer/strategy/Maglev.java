package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.strategy.hash.KeyHash;
import dev.steelyard.balancer.strategy.hash.MaglevTable;
import dev.steelyard.balancer.strategy.hash.PerMembership;
import dev.steelyard.balancer.strategy.hash.Taking;
import java.util.random.RandomGenerator;

/// Takes the candidate that has the key's slot in a {@link MaglevTable}.
///
/// The nodes share more evenly than on a ring, and a pick is one look. A node that goes down moves
/// its own keys only; one that leaves makes a new table, in which a few other keys move, too. A
/// retry takes the next distinct node in the table. A node in its slow start leaves a part of its
/// keys to the next.
///
/// Source: Eisenbud et al., _Maglev_ (2016); Envoy `MAGLEV`.
final class Maglev implements Strategy {
  private final KeyHash keys;
  private final PerMembership<MaglevTable> tables = new PerMembership<>(MaglevTable::new);

  /// @param random the chance for requests without a key
  Maglev(HashKey key, RandomGenerator random) {
    this.keys = new KeyHash(key, random);
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return tables
        .of(candidates.membership())
        .first(keys.of(request), candidates, Taking.BY_SLOW_START, nowNanos)
        .chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    long hash = keys.of(request);
    MaglevTable table = tables.of(candidates.membership());
    return Distances.choice(
        table.first(hash, candidates, Taking.BY_SLOW_START, nowNanos),
        table,
        hash,
        candidates,
        "slots behind slot " + table.place(hash) + " of " + table.size(),
        "the nearest");
  }
}
