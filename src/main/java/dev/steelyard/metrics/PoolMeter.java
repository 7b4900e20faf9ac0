package dev.steelyard.metrics;

import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.metrics.Summary.PoolSummary;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What is counted of one pool of nodes: the measured requests that came to it.
final class PoolMeter {
  final String id;

  /// The balancers that panic, by their numbers.
  final BitSet panicking = new BitSet();

  /// The meters of its nodes by their slots, which are numbered for each pool, as far as they were
  /// met: found without a look into the id.
  private @Nullable NodeMeter[] metersBySlot = new NodeMeter[4];

  private final LatencyMeter latency = new LatencyMeter(LatencyMeter.RUN_DIGITS);
  private long generated;
  private long succeeded;
  private long failed;

  PoolMeter(String id) {
    this.id = id;
  }

  void requestStarted() {
    generated++;
  }

  void requestEnded(Outcome outcome, long latencyNanos) {
    if (outcome.succeeded()) {
      succeeded++;
      latency.record(latencyNanos);
    } else {
      failed++;
    }
  }

  /// The meter of the node in a slot; null if it was not met there. A node that came to the slot of
  /// one that left is another one.
  @Nullable NodeMeter known(String node, int slot) {
    NodeMeter known = slot < metersBySlot.length ? metersBySlot[slot] : null;
    return known != null && known.id.equals(node) ? known : null;
  }

  /// From now on this is the meter of the node in a slot.
  void remember(int slot, NodeMeter meter) {
    if (slot >= metersBySlot.length) {
      metersBySlot = Arrays.copyOf(metersBySlot, Math.max(slot + 1, 2 * metersBySlot.length));
    }
    metersBySlot[slot] = meter;
  }

  PoolSummary summary() {
    return new PoolSummary(id, generated, succeeded, failed, latency.latency());
  }
}
