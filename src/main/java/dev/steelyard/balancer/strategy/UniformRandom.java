package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes any candidate, each as likely as every other.
final class UniformRandom implements Strategy {
  private final RandomGenerator random;

  UniformRandom(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return candidates.get(random.nextInt(candidates.size())).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    double each = 1.0 / candidates.size();
    Node chosen = choose(candidates, request, nowNanos).node();
    return Weighings.choice(
        chosen, "probability", Weighings.scores(candidates, node -> each), "drawn at random");
  }
}
