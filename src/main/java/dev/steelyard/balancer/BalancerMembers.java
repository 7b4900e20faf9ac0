package dev.steelyard.balancer;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.MemberList;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Brings a balancer's members to what discovery says.
///
/// Who is listed joins, and passes its warm-up probes first where nodes are checked; who is listed
/// no more drains. All joins of one difference come before its leaves, so that a pool which is
/// exchanged as a whole is never empty in between.
///
/// An id is in the pool once, and a node that drains is still in there. If it is listed again at
/// the same address, it stays: it is warmed up as if it joined, and what it has in flight goes on.
/// At another address it is another process, which joins as soon as the old one is out; until then
/// there is nobody of this id to send to. Another weight counts from the next choice on and changes
/// nothing else. Lives on the Timeline's thread.
public final class BalancerMembers implements MemberList {
  private final Balancer balancer;
  private final Pool pool;
  private final Map<String, Instance> waiting = new HashMap<>(); // Not more than drain.

  /// @param pool the balancer's
  public BalancerMembers(Balancer balancer, Pool pool) {
    this.balancer = balancer;
    this.pool = pool;
    balancer.whenGone(node -> {
      Instance successor = waiting.remove(node.id());
      if (successor != null) {
        balancer.join(successor.endpoint(), successor.weight());
      }
    });
  }

  @Override
  public void change(Difference difference) {
    Set<String> leaving = new HashSet<>(difference.left());
    for (Instance instance : difference.joined()) {
      if (!leaving.contains(instance.id())) {
        join(instance);
      }
    }
    difference.reweighed().forEach(this::reweigh);
    difference.left().forEach(this::leave);
    for (Instance instance : difference.joined()) {
      if (leaving.contains(instance.id())) {
        join(instance);
      }
    }
  }

  private void join(Instance instance) {
    Node present = pool.find(instance.id()).orElse(null);
    if (present == null) {
      balancer.join(instance.endpoint(), instance.weight());
    } else if (present.endpoint().equals(instance.endpoint())) {
      waiting.remove(instance.id());
      balancer.stay(present, instance.weight());
    } else {
      waiting.put(instance.id(), instance);
      balancer.drain(present);
    }
  }

  private void reweigh(Instance instance) {
    if (waiting.replace(instance.id(), instance) == null) {
      pool.find(instance.id()).ifPresent(node -> balancer.reweigh(node, instance.weight()));
    }
  }

  private void leave(String id) {
    if (waiting.remove(id) == null) {
      pool.find(id).filter(node -> !node.isOut(Exclusion.DRAINING)).ifPresent(balancer::drain);
    }
  }
}
