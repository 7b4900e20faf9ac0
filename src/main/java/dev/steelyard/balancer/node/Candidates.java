package dev.steelyard.balancer.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The nodes that a strategy may choose from: never none, in the pool's stable order.
///
/// As long as nothing changes in the pool, requests that have tried no node get the same object, so
/// a strategy may keep what it computed from it. Another object may hold the same nodes.
public final class Candidates {
  private final Node[] nodes;
  private final int size;
  private final Membership membership;
  private final @Nullable Node[] bySlot;
  private final boolean slowStarting;

  Candidates(Node[] nodes, int size, Membership membership) {
    if (size == 0) {
      throw new IllegalArgumentException("a strategy is never asked to choose from none");
    }
    this.nodes = nodes;
    this.size = size;
    this.membership = membership;
    int mostSlot = 0;
    boolean anyStarts = false;
    for (int i = 0; i < size; i++) {
      mostSlot = Math.max(mostSlot, nodes[i].slot());
      anyStarts |= nodes[i].slowStarting();
    }
    this.bySlot = new Node[mostSlot + 1];
    for (int i = 0; i < size; i++) {
      bySlot[nodes[i].slot()] = nodes[i];
    }
    this.slowStarting = anyStarts;
  }

  /// The given nodes, which stand in order and are all members.
  public static Candidates of(List<Node> nodes) {
    return new Candidates(nodes.toArray(new Node[0]), nodes.size(), new Membership(nodes));
  }

  /// At least 1.
  public int size() {
    return size;
  }

  public Node get(int index) {
    return nodes[index];
  }

  /// Whether this node is a candidate. In constant time.
  public boolean contains(Node node) {
    return node.slot() < bySlot.length && bySlot[node.slot()] == node;
  }

  /// All members of the pool that these are taken from.
  public Membership membership() {
    return membership;
  }

  /// The candidates sorted by what is in flight to them. It is kept up to date, from the first time
  /// that somebody asks until these candidates no longer are those of the pool.
  ///
  /// @return null for candidates that were made for one request only, such as a retry
  public @Nullable InFlightOrder inFlightOrder() {
    return nodes[0].pool().inFlightOrder(this);
  }

  /// Whether some candidate is in its slow start, so that {@link Node#effectiveWeight} differs from
  /// its weight and goes on changing.
  public boolean slowStarting() {
    return slowStarting;
  }
}
