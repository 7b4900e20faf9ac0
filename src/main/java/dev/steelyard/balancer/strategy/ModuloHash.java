package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.strategy.hash.KeyHash;
import dev.steelyard.balancer.strategy.hash.Taking;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Takes the candidate whose number is the key's hash modulo their count.
///
/// The example that shows why consistent hashing was invented: when one of ten candidates leaves,
/// nine of ten keys change their node. A retry counts without the nodes that were tried, so it is a
/// modulo by another number, too. A node in its slow start leaves a part of its keys to the next.
/// Weights do not count.
final class ModuloHash implements Strategy {
  private final KeyHash keys;

  /// @param random the chance for requests without a key
  ModuloHash(HashKey key, RandomGenerator random) {
    this.keys = new KeyHash(key, random);
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return choose(keys.of(request), candidates, nowNanos).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    long hash = keys.of(request);
    int size = candidates.size();
    int number = number(hash, size);
    List<Score> distances = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      distances.add(new Score(candidates.get(i).id(), Math.floorMod(i - number, size)));
    }
    return Distances.choice(
        choose(hash, candidates, nowNanos),
        "places behind number " + number + " (the hash modulo " + size + ")",
        distances,
        "the nearest");
  }

  private static Node choose(long hash, Candidates candidates, long nowNanos) {
    int size = candidates.size();
    int number = number(hash, size);
    for (int step = 0; step < size; step++) {
      Node node = candidates.get((number + step) % size);
      if (Taking.BY_SLOW_START.takes(node, hash, nowNanos)) {
        return node;
      }
    }
    return candidates.get(number);
  }

  private static int number(long hash, int size) {
    return (int) Long.remainderUnsigned(hash, size);
  }
}
