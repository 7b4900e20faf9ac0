package dev.steelyard.balancer.health;

import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.Optional;

/// Lets the weight of a node grow bit by bit after it came back or joined, so that it is not hit by
/// its whole share, or by more than that, while it is cold.
///
/// A slow start begins when a node's checks pass again, its ejection ends or its circuit breaker
/// closes, and when a member joins later than the balancer began; never for those that it began
/// with. It ends with its window, and when the node goes out again.
///
/// Source: Envoy for the curve. Envoy begins it for members that join and for those whose active
/// checks pass again; that the end of an ejection begins one, too, is nginx's `slow_start`.
public final class SlowStart {
  private final Timeline timeline;
  private final PerNode<Ramp> ramps = new PerNode<>(node -> new Ramp());
  private Optional<SlowStartSettings> settings;

  /// @param settings empty: a node that comes back has its whole weight at once
  public SlowStart(Optional<SlowStartSettings> settings, Timeline timeline) {
    this.settings = settings;
    this.timeline = timeline;
  }

  /// Goes by other settings from now on. A slow start that is under way ends.
  public void change(Optional<SlowStartSettings> changed, Iterable<Node> nodes) {
    settings = changed;
    nodes.forEach(this::end);
  }

  /// Begins for `node`, which came back or joined.
  public void begin(Node node) {
    settings.ifPresent(found -> {
      Ramp ramp = ramps.of(node);
      ramp.end.cancel();
      ramp.end = timeline.after(found.window().toNanos(), node::endSlowStart);
      node.startSlowly(found, timeline.nanos());
    });
  }

  /// Ends for `node`, if it is under way.
  public void end(Node node) {
    if (node.slowStarting()) {
      ramps.of(node).end.cancel();
      node.endSlowStart();
    }
  }

  /// What is kept for a node.
  private static final class Ramp {
    Cancellable end = Cancellable.NOTHING;
  }
}
