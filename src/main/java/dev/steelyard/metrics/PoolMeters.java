package dev.steelyard.metrics;

import dev.steelyard.metrics.Summary.PoolSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The meters of all pools.
final class PoolMeters {
  private final Map<String, PoolMeter> byId = new LinkedHashMap<>();
  private final Meters nodes;
  private final PoolMeter first;
  private boolean told;

  /// @param members the nodes at the start, at least one
  PoolMeters(List<Member> members, Meters nodes) {
    this.nodes = nodes;
    members.forEach(member -> get(member.pool()));
    this.first = get(members.getFirst().pool());
  }

  PoolMeter first() {
    return first;
  }

  PoolMeter get(String id) {
    return byId.computeIfAbsent(id, PoolMeter::new);
  }

  boolean several() {
    return byId.size() > 1;
  }

  /// The summary is to tell what came to each pool.
  void tell() {
    told = true;
  }

  boolean told() {
    return told;
  }

  /// What came to each pool; nothing unless it is to be told.
  List<PoolSummary> summaries() {
    return told ? byId.values().stream().map(PoolMeter::summary).toList() : List.of();
  }

  /// Whether some balancer of some pool panics.
  boolean panic() {
    return byId.values().stream().anyMatch(pool -> !pool.panicking.isEmpty());
  }

  /// The meter of a node that an event of this pool speaks of by id and slot; null for the first
  /// pool.
  NodeMeter meter(@Nullable PoolMeter pool, String node, int slot) {
    PoolMeter its = pool == null ? first : pool;
    NodeMeter known = its.known(node, slot);
    if (known == null) {
      known = nodes.get(node);
      its.remember(slot, known);
    }
    return known;
  }
}
