package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes any candidate, each as likely as its weight is large.
final class WeightedRandom implements Strategy {
  private final RandomGenerator random;

  WeightedRandom(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    int total = 0;
    for (int i = 0; i < candidates.size(); i++) {
      total += candidates.get(i).weight();
    }
    int drawn = random.nextInt(total);
    int index = 0;
    while (drawn >= candidates.get(index).weight()) {
      drawn -= candidates.get(index).weight();
      index++;
    }
    return candidates.get(index).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    int total = 0;
    for (int i = 0; i < candidates.size(); i++) {
      total += candidates.get(i).weight();
    }
    double sum = total;
    Node chosen = choose(candidates, request, nowNanos).node();
    return Weighings.choice(
        chosen,
        "probability, by weight",
        Weighings.scores(candidates, node -> node.weight() / sum),
        "drawn at random");
  }
}
