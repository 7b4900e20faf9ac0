package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Explanation;
import dev.steelyard.balancer.event.Explanation.LeftOut;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.node.Weighing;
import java.util.ArrayList;
import java.util.List;

/// Puts into data why an attempt goes to its node.
public final class Explanations {
  private Explanations() {}

  /// What decided one choice.
  ///
  /// @param choice with what was weighed
  /// @param tried what the request has tried already
  public static Explanation of(Choice choice, Pool pool, Candidates candidates, List<Node> tried) {
    Weighing weighing = choice.weighing();
    if (weighing == null) {
      throw new IllegalStateException("the strategy explained nothing");
    }
    List<LeftOut> leftOut = new ArrayList<>();
    for (Node node : pool.members()) {
      if (!candidates.contains(node)) {
        leftOut.add(new LeftOut(node.id(), reason(node, tried)));
      }
    }
    return new Explanation(choice.node().id(), weighing, leftOut, pool.panics());
  }

  private static Exclusion reason(Node node, List<Node> tried) {
    return node.exclusion()
        .orElseGet(() -> {
          if (!tried.contains(node)) {
            throw new IllegalStateException(node.id() + " was left out without a reason");
          }
          return Exclusion.TRIED;
        });
  }
}
