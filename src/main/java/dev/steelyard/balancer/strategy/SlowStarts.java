package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Node;
import java.util.random.RandomGenerator;

/// How strategies that know no weights spare nodes in their slow start: such a node lets its turn
/// pass, with a probability of 1 - its factor. So its share is to the others' as its factor is to
/// theirs.
///
/// Factors count relative to the greatest among the candidates. If all of them start slowly at once
/// nobody is spared, as there is nobody to take the turns, and somebody always takes his.
final class SlowStarts {
  private SlowStarts() {}

  /// The greatest part of its weight that counts for one of the candidates, above 0 and at most 1.
  static double greatestFactor(Candidates candidates, long nowNanos) {
    double greatest = 0;
    for (int i = 0; i < candidates.size(); i++) {
      greatest = Math.max(greatest, factor(candidates.get(i), nowNanos));
    }
    return greatest;
  }

  /// Whether `node`, whose turn it is, lets it pass.
  static boolean passes(Node node, double greatest, RandomGenerator random, long nowNanos) {
    return random.nextDouble() * greatest >= factor(node, nowNanos);
  }

  /// The part of its weight that counts now.
  static double factor(Node node, long nowNanos) {
    return node.effectiveWeight(nowNanos) / node.weight();
  }
}
