package dev.steelyard.metrics;

import java.util.Collection;

/// What each node should get of the attempts: as much as the others, or by its weight, among the
/// nodes that are there. One that drains should get nothing.
///
/// Over a run in which nodes come and go, or weights change, each stretch between two changes
/// counts as much as attempts were made in it.
final class ExpectedShares {
  private final Collection<NodeMeter> meters;
  private boolean weighted;
  private long settled;
  private boolean changed = true;
  private double total;

  /// @param weighted whether the strategy heeds weights
  ExpectedShares(Collection<NodeMeter> meters, boolean weighted) {
    this.meters = meters;
    this.weighted = weighted;
  }

  /// Counts what was to be expected so far. To be called before anything changes on which shares
  /// depend.
  ///
  /// @param attempts those measured so far
  void settle(long attempts) {
    long since = attempts - settled;
    if (since > 0) {
      for (NodeMeter meter : meters) {
        meter.expectedAttempts += since * now(meter);
      }
      settled = attempts;
    }
    changed = true;
  }

  /// The strategy heeds weights from now on, or it does not.
  void setWeighted(boolean changedTo) {
    weighted = changedTo;
  }

  /// The share that `meter` should get now, 0 to 1.
  double now(NodeMeter meter) {
    if (changed) {
      total = meters.stream().mapToDouble(this::portion).sum();
      changed = false;
    }
    double portion = portion(meter);
    return portion == 0 ? 0 : portion / total;
  }

  /// The share that `meter` should have got of the measured attempts, 0 to 1.
  ///
  /// @param attempts those measured so far
  double measured(NodeMeter meter, long attempts) {
    if (settled == 0) {
      return now(meter);
    }
    return (meter.expectedAttempts + (attempts - settled) * now(meter)) / attempts;
  }

  private double portion(NodeMeter meter) {
    if (!meter.expectsTraffic()) {
      return 0;
    }
    return weighted ? meter.member().weight() : 1;
  }
}
