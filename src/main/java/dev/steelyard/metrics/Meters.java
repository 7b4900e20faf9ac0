package dev.steelyard.metrics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The meters of all nodes that were ever known, in their order.
final class Meters {
  private final Map<String, NodeMeter> byId = new LinkedHashMap<>();
  private final long tickNanos;
  private final int balancers;

  Meters(long tickNanos, int balancers) {
    this.tickNanos = tickNanos;
    this.balancers = balancers;
  }

  /// A live view.
  Collection<NodeMeter> all() {
    return byId.values();
  }

  /// Begins to measure a node, in the place of what was measured of it before.
  ///
  /// @param there whether its process runs and all balancers have it as a member
  void begin(Member member, long nowNanos, boolean there) {
    byId.put(member.id(), new NodeMeter(member, nowNanos, tickNanos, balancers, there));
  }

  /// The meter of a node; null if nobody knows it.
  @Nullable NodeMeter find(String node) {
    return byId.get(node);
  }

  NodeMeter get(String node) {
    NodeMeter meter = byId.get(node);
    if (meter == null) {
      throw new IllegalArgumentException("node: '" + node + "' is not among " + byId.keySet());
    }
    return meter;
  }

  /// All attempts that nodes got.
  long attempts() {
    long sum = 0;
    for (NodeMeter meter : byId.values()) {
      sum += meter.tally.attempts;
    }
    return sum;
  }
}
