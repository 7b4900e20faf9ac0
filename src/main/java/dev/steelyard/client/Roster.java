package dev.steelyard.client;

import dev.steelyard.balancer.Balancer;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Turns a new list of nodes into members that join, stay and leave. Lives on the Timeline.
///
/// Who is not on the list any more gets no new request from then on, and leaves when what is in
/// flight there has ended. Who comes back before that stays, after its warm-up probes. A node that
/// moved to another address leaves and joins; since no id may be in the pool twice, it joins when
/// it has left.
final class Roster {
  private final Pool pool;
  private final Balancer balancer;
  private final Consumer<NodeAddress> opening;
  private final Map<String, NodeAddress> present = new HashMap<>(); // Those draining as well.
  private final Map<String, NodeAddress> waiting = new LinkedHashMap<>();
  private boolean begun;

  /// @param opening makes what is needed to reach a node, before its first request
  Roster(Pool pool, Balancer balancer, Consumer<NodeAddress> opening) {
    this.pool = pool;
    this.balancer = balancer;
    this.opening = opening;
    balancer.whenGone(node -> left(node.id()));
  }

  /// Takes over the list.
  void swap(List<NodeAddress> nodes) {
    Map<String, NodeAddress> wanted = LinkedHashMap.newLinkedHashMap(nodes.size());
    nodes.forEach(node -> wanted.put(node.id(), node));
    waiting.clear();
    if (!begun) {
      begin(nodes);
      return;
    }
    for (Node member : List.copyOf(pool.members())) {
      NodeAddress known = present.get(member.id());
      NodeAddress now = wanted.get(member.id());
      if (known == null || now == null || !now.sameNode(known)) {
        balancer.drain(member);
      }
    }
    wanted.values().forEach(this::admit);
  }

  /// The first nodes of all.
  private void begin(List<NodeAddress> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    begun = true;
    for (NodeAddress node : nodes) {
      opening.accept(node);
      present.put(node.id(), node);
      pool.add(node.endpoint(), node.weight());
    }
    balancer.start();
  }

  private void admit(NodeAddress node) {
    NodeAddress known = present.get(node.id());
    Node member = pool.find(node.id()).orElse(null);
    if (member == null) {
      opening.accept(node);
      present.put(node.id(), node);
      balancer.join(node.endpoint(), node.weight());
    } else if (known != null && node.sameNode(known)) {
      present.put(node.id(), node);
      balancer.stay(member, node.weight());
    } else {
      waiting.put(node.id(), node);
    }
  }

  private void left(String id) {
    present.remove(id);
    NodeAddress next = waiting.remove(id);
    if (next != null) {
      admit(next);
    }
  }
}
