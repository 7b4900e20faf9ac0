package dev.steelyard.balancer.health;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.time.Timeline;

/// Changes what the balancer believes of a node, and tells it when the word for it changes.
public final class NodeStates {
  private final Timeline timeline;
  private final EventSink events;

  public NodeStates(Timeline timeline, EventSink events) {
    this.timeline = timeline;
    this.events = events;
  }

  /// Keeps `node` out for `why`, or no longer does.
  ///
  /// @param reason what led to it, in a few words
  void setOut(Node node, Exclusion why, boolean out, String reason) {
    NodeState before = node.state();
    node.setOut(why, out);
    tell(node, before, reason);
  }

  private void tell(Node node, NodeState before, String reason) {
    if (node.state() != before) {
      events.on(
          new Event.NodeStateChanged(timeline.nanos(), node.id(), before, node.state(), reason));
    }
  }
}
