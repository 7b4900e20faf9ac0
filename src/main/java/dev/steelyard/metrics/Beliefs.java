package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What several balancers believe of one node, in one word.
///
/// Only those count that have it as a member. Any doubt shows: the node counts as up only if all of
/// them say so, and else as what most of those who say otherwise say. The reason then tells how
/// many they are. Once nobody has it as a member, the last word stands.
final class Beliefs {
  private final @Nullable NodeState[] states;
  private final String[] reasons;
  private int members;
  private NodeState state;
  private String reason = "";

  /// @param balancers how many there are
  /// @param member whether they all have the node as a member, and believe that it is up
  Beliefs(int balancers, boolean member) {
    states = new NodeState[balancers];
    reasons = new String[balancers];
    Arrays.fill(reasons, "");
    state = member ? NodeState.UP : NodeState.DRAINING;
    if (member) {
      Arrays.fill(states, NodeState.UP);
      members = balancers;
    }
  }

  /// How many balancers have it as a member.
  int members() {
    return members;
  }

  /// Whether some balancer has it as a member and does not let it drain.
  boolean expectsTraffic() {
    return count(NodeState.DRAINING) < members;
  }

  NodeState state() {
    return state;
  }

  /// Why; empty at the start.
  String reason() {
    return reason;
  }

  /// @param balancer from 1
  void heard(int balancer, NodeState changed, String why) {
    if (states[balancer - 1] == null) {
      members++;
    }
    states[balancer - 1] = changed;
    reasons[balancer - 1] = why;
    tell(why);
  }

  /// It is no member of this balancer any more.
  void left(int balancer) {
    if (states[balancer - 1] != null) {
      members--;
      states[balancer - 1] = null;
      if (members > 0) {
        tell(reason);
      }
    }
  }

  private void tell(String why) {
    state = mostDoubted();
    if (states.length == 1 || state == NodeState.UP) {
      reason = why;
    } else {
      String first = reasons[Arrays.asList(states).indexOf(state)];
      reason = count(state) + " of " + members + " balancers: " + first;
    }
  }

  private NodeState mostDoubted() {
    NodeState found = NodeState.UP;
    int most = 0;
    for (NodeState doubt : NodeState.values()) {
      int sayers = count(doubt);
      if (doubt != NodeState.UP && sayers > most) {
        found = doubt;
        most = sayers;
      }
    }
    return found;
  }

  private int count(NodeState wanted) {
    int count = 0;
    for (NodeState said : states) {
      count += said == wanted ? 1 : 0;
    }
    return count;
  }
}
