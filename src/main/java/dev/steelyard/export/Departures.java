package dev.steelyard.export;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Which nodes have left all balancers: each balancer tells of its own members only.
final class Departures {
  private final int balancers;
  private final Map<String, Integer> left = new HashMap<>();

  /// @param balancers how many balancers have the same nodes, 1 or more
  Departures(int balancers) {
    this.balancers = balancers;
  }

  /// One balancer has let the node go.
  void left(String node) {
    left.merge(node, 1, Integer::sum);
  }

  /// One balancer has taken the node in.
  void joined(String node) {
    left.computeIfPresent(node, (id, times) -> times > 1 ? times - 1 : null);
  }

  /// Whether no balancer has the node any more.
  boolean areOf(String node) {
    return left.getOrDefault(node, 0) >= balancers;
  }

  /// Forgets all other nodes, so that this does not grow with each that ever was.
  void keepOnly(Collection<String> nodes) {
    left.keySet().retainAll(nodes);
  }
}
