package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes any candidate, each as likely as every other, except that those in their slow start let
/// some turns pass; see {@link SlowStarts}.
final class UniformRandom implements Strategy {
  private final RandomGenerator random;

  UniformRandom(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return candidates.slowStarting()
        ? sparing(candidates, nowNanos)
        : candidates.get(random.nextInt(candidates.size())).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    double sum = 0;
    for (int i = 0; i < candidates.size(); i++) {
      sum += SlowStarts.factor(candidates.get(i), nowNanos);
    }
    double all = sum;
    Node chosen = choose(candidates, request, nowNanos).node();
    return Weighings.choice(
        chosen,
        "probability",
        Weighings.scores(candidates, node -> SlowStarts.factor(node, nowNanos) / all),
        "drawn at random");
  }

  private Choice sparing(Candidates candidates, long nowNanos) {
    double greatest = SlowStarts.greatestFactor(candidates, nowNanos);
    Node node;
    do {
      node = candidates.get(random.nextInt(candidates.size()));
    } while (SlowStarts.passes(node, greatest, random, nowNanos));
    return node.chosen();
  }
}
