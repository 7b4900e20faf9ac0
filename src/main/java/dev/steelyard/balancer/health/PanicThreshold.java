package dev.steelyard.balancer.health;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.time.Timeline;

/// Lets the balancer send to all members when too few of them seem healthy.
///
/// When most nodes seem sick, the few that are left would be overrun next, and it is likelier that
/// the checks are wrong. So below a share of healthy members, health is not heeded: those that are
/// down, ejected or warming up are candidates, too. A member that drains leaves for another reason
/// than its health, and an open circuit breaker protects its node from just such a flood, so these
/// stay out.
///
/// Members that drain or warm up do not count, neither as healthy nor at all, so that a pool which
/// is being scaled up does not panic.
///
/// Source: Envoy, `healthy_panic_threshold`, with `ignore_new_hosts_until_first_hc`.
public final class PanicThreshold {
  /// Envoy's default, and that of the classroom: below half of the members.
  public static final double HALF = 0.5;

  private final Timeline timeline;
  private final Pool pool;
  private final EventSink events;
  private double threshold;

  /// @param threshold the share of healthy members below which it panics, 0 to 1; 0 for never
  public PanicThreshold(double threshold, Timeline timeline, Pool pool, EventSink events) {
    this.threshold = threshold;
    this.timeline = timeline;
    this.pool = pool;
    this.events = events;
  }

  /// Goes by another threshold from now on.
  public void change(double changed) {
    threshold = changed;
    review();
  }

  /// Looks at all members anew, since one of them changed.
  public void review() {
    int counted = 0;
    int healthy = 0;
    for (Node node : pool.members()) {
      if (!node.isOut(Exclusion.DRAINING) && !node.isOut(Exclusion.WARMING_UP)) {
        counted++;
        healthy += node.healthy() ? 1 : 0;
      }
    }
    boolean panics = counted > 0 && (double) healthy / counted < threshold;
    if (panics != pool.panics()) {
      pool.setPanics(panics);
      events.on(new Event.PanicChanged(timeline.nanos(), panics, healthy, counted));
    }
  }
}
