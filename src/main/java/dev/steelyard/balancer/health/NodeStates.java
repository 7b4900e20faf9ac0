package dev.steelyard.balancer.health;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.time.Timeline;

/// Changes what the balancer believes of a node, tells it when the word for it changes, and draws
/// the consequences: a node that comes back starts slowly, and too few healthy ones are a panic.
public final class NodeStates {
  private final Timeline timeline;
  private final EventSink events;
  private final SlowStart slowStart;
  private final PanicThreshold panic;

  public NodeStates(
      Timeline timeline, EventSink events, SlowStart slowStart, PanicThreshold panic) {
    this.timeline = timeline;
    this.events = events;
    this.slowStart = slowStart;
    this.panic = panic;
  }

  /// Keeps `node` out for `why`, or no longer does. For the circuit breaker there is {@link
  /// #setBreaker}.
  ///
  /// @param reason what led to it, in a few words
  public void setOut(Node node, Exclusion why, boolean out, String reason) {
    if (node.isOut(why) == out) {
      return;
    }
    NodeState before = node.state();
    boolean wasHealthy = node.healthy();
    node.setOut(why, out);
    tell(node, before, reason);
    if (wasHealthy && !node.healthy()) {
      slowStart.end(node);
    } else if (!wasHealthy && node.healthy()) {
      slowStart.begin(node);
    }
    panic.review();
  }

  /// Takes over what the circuit breaker of `node` is now.
  ///
  /// @param out whether it lets no call through at the moment
  /// @param onTrial whether it is half-open
  /// @param reason what led to it, in a few words
  void setBreaker(Node node, boolean out, boolean onTrial, String reason) {
    NodeState before = node.state();
    node.setOut(Exclusion.BREAKER_OPEN, out);
    node.setOnTrial(onTrial);
    tell(node, before, reason);
  }

  /// The circuit breaker of `node` opened, so a slow start makes no sense any more.
  void breakerOpened(Node node) {
    slowStart.end(node);
  }

  /// The circuit breaker of `node` closed after its trial calls.
  void breakerClosed(Node node) {
    if (node.healthy()) {
      slowStart.begin(node);
    }
  }

  private void tell(Node node, NodeState before, String reason) {
    if (node.state() != before) {
      events.on(
          new Event.NodeStateChanged(timeline.nanos(), node.id(), before, node.state(), reason));
    }
  }
}
