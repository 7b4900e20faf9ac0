package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Places in a circle, each of which belongs to a node. A key's hash leads to a place; from there
/// on the circle is walked until a node takes the request.
///
/// Made from all members of a pool, whether or not they take traffic. So a node that is down loses
/// its own keys to those behind it and moves no others, and a retry goes on to the next node.
public sealed interface Circle permits HashRing, MaglevTable {
  /// How many places there are, at least 1.
  int size();

  /// How many nodes there are, each of which has at least one place.
  int nodes();

  /// Whose place it is.
  Node at(int place);

  /// Where the walk for this hash begins.
  int place(long hash);

  /// How far `place` is from where the walk for this hash begins.
  double distance(long hash, int place);

  /// The first candidate on the way that takes the request; if none does, the first candidate.
  default Node first(long hash, Candidates candidates, Taking taking, long nowNanos) {
    @Nullable Node nearest = null;
    int place = place(hash);
    for (int step = size(); step > 0; step--) {
      Node node = at(place);
      if (candidates.contains(node)) {
        if (taking.takes(node, hash, nowNanos)) {
          return node;
        }
        nearest = nearest == null ? node : nearest;
      }
      place = place + 1 == size() ? 0 : place + 1;
    }
    return Objects.requireNonNull(nearest, "a candidate is no member");
  }

  /// How far each node is on the way, by its nearest place.
  default Map<Node, Double> distances(long hash) {
    Map<Node, Double> distances = new HashMap<>();
    int place = place(hash);
    while (distances.size() < nodes()) {
      distances.putIfAbsent(at(place), distance(hash, place));
      place = place + 1 == size() ? 0 : place + 1;
    }
    return distances;
  }
}
