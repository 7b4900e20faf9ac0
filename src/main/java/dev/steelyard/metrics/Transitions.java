package dev.steelyard.metrics;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.metrics.Summary.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What balancers came to believe of nodes, and which nodes joined and left: the first {@link
/// #MOST} changes.
final class Transitions {
  private static final int MOST = 100_000;
  private static final double NANOS = 1e9;

  /// What a node comes from when it joins.
  private static final String ABSENT = "absent";

  private static final String JOINED = "joined";
  private static final String LEFT = "left";

  private final List<Transition> told = new ArrayList<>();
  private final boolean several;

  /// @param balancers how many there are; of several each change says whose it is
  Transitions(int balancers) {
    this.several = balancers > 1;
  }

  List<Transition> told() {
    return List.copyOf(told);
  }

  void stateChanged(Event.NodeStateChanged change, int balancer) {
    String from = change.from().word();
    add(change.atNanos(), change.node(), from, change.to().word(), change.reason(), balancer);
  }

  void joined(Event.MemberJoined event, int balancer) {
    add(event.atNanos(), event.node(), ABSENT, JOINED, "new member", balancer);
  }

  void left(Event.MemberLeft event, int balancer) {
    String from = NodeState.DRAINING.word();
    add(event.atNanos(), event.node(), from, LEFT, "nothing in flight any more", balancer);
  }

  private void add(long atNanos, String node, String from, String to, String reason, int balancer) {
    if (told.size() < MOST) {
      OptionalInt whose = several ? OptionalInt.of(balancer) : OptionalInt.empty();
      told.add(new Transition(atNanos / NANOS, node, from, to, reason, whose));
    }
  }
}
