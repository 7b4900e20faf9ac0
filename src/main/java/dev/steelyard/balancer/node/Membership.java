package dev.steelyard.balancer.node;

import java.util.List;

/// All members of a pool at one time, whether or not they take traffic, in stable order.
///
/// A change of the members or of a weight makes a new one, and nothing else does. So whatever is
/// computed from it, such as a hash ring, is good for as long as the object is the same.
public final class Membership {
  private final Node[] nodes;

  Membership(List<Node> nodes) {
    this.nodes = nodes.toArray(new Node[0]);
  }

  public int size() {
    return nodes.length;
  }

  public Node get(int index) {
    return nodes[index];
  }
}
