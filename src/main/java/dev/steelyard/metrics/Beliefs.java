package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import java.util.Arrays;

/// What several balancers believe of one node, in one word.
///
/// Any doubt shows: the node counts as up only if all of them say so, and else as what most of
/// those who say otherwise say. The reason then tells how many they are.
final class Beliefs {
  private final NodeState[] states;
  private final String[] reasons;
  private NodeState state = NodeState.UP;
  private String reason = "";

  /// @param balancers how many there are
  Beliefs(int balancers) {
    states = new NodeState[balancers];
    reasons = new String[balancers];
    Arrays.fill(states, NodeState.UP);
    Arrays.fill(reasons, "");
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
    states[balancer - 1] = changed;
    reasons[balancer - 1] = why;
    state = mostDoubted();
    if (states.length == 1 || state == NodeState.UP) {
      reason = why;
    } else {
      String first = reasons[Arrays.asList(states).indexOf(state)];
      reason = count(state) + " of " + states.length + " balancers: " + first;
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
