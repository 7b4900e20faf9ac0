package dev.steelyard.balancer.event;

import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Weighing;
import java.util.List;

/// Why an attempt went to its node.
///
/// @param node the chosen node's id
/// @param weighing what the strategy weighed, with every candidate
/// @param leftOut the members that were no candidates, in the pool's order
/// @param panic whether so few members seemed healthy that health was not heeded
public record Explanation(String node, Weighing weighing, List<LeftOut> leftOut, boolean panic) {
  public Explanation {
    leftOut = List.copyOf(leftOut);
  }

  /// A member that could not be chosen.
  public record LeftOut(String node, Exclusion reason) {}
}
