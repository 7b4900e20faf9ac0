package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes any candidate, each as likely as its weight is large; what counts of a weight during a
/// slow start is its effective part.
///
/// Candidates that are seen twice in a row get an {@link AliasTable}, and from then on a pick takes
/// constant time. For others, such as those of a retry, and during slow starts all weights are
/// added up.
final class WeightedRandom implements Strategy {
  private final RandomGenerator random;
  private @Nullable Candidates last;
  private @Nullable Candidates tabled;
  private @Nullable AliasTable table;

  WeightedRandom(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    AliasTable known = table;
    if (candidates == tabled && known != null) {
      return candidates.get(known.draw(random)).chosen();
    }
    if (candidates.slowStarting()) {
      return byEffectiveWeight(candidates, nowNanos);
    }
    if (candidates == last) {
      tabled = candidates;
      table = new AliasTable(candidates);
      return candidates.get(table.draw(random)).chosen();
    }
    last = candidates;
    return byWeight(candidates);
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    double sum = sum(candidates, nowNanos);
    Node chosen = choose(candidates, request, nowNanos).node();
    return Weighings.choice(
        chosen,
        "probability, by weight",
        Weighings.scores(candidates, node -> node.effectiveWeight(nowNanos) / sum),
        "drawn at random");
  }

  private Choice byWeight(Candidates candidates) {
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

  private Choice byEffectiveWeight(Candidates candidates, long nowNanos) {
    double drawn = random.nextDouble() * sum(candidates, nowNanos);
    int index = 0;
    while (index < candidates.size() - 1) {
      double weight = candidates.get(index).effectiveWeight(nowNanos);
      if (drawn < weight) {
        break;
      }
      drawn -= weight;
      index++;
    }
    return candidates.get(index).chosen();
  }

  private static double sum(Candidates candidates, long nowNanos) {
    double sum = 0;
    for (int i = 0; i < candidates.size(); i++) {
      sum += candidates.get(i).effectiveWeight(nowNanos);
    }
    return sum;
  }
}
