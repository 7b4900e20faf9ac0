package dev.steelyard.balancer.node;

import java.util.List;

/// The nodes that a strategy may choose from: never none, in the pool's stable order.
///
/// Valid during the one call that it is handed to.
public final class Candidates {
  private final Node[] nodes;
  private final int size;

  Candidates(Node[] nodes, int size) {
    if (size == 0) {
      throw new IllegalArgumentException("a strategy is never asked to choose from none");
    }
    this.nodes = nodes;
    this.size = size;
  }

  /// The given nodes, which stand in order.
  public static Candidates of(List<Node> nodes) {
    return new Candidates(nodes.toArray(new Node[0]), nodes.size());
  }

  /// At least 1.
  public int size() {
    return size;
  }

  public Node get(int index) {
    return nodes[index];
  }
}
