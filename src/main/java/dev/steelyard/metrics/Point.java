package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import java.util.List;

/// One moment in the history of a run: what charts are drawn from. Rates and percentiles are those
/// of the second before it.
///
/// @param atNanos the moment, on the Timeline
/// @param requestsPerSecond requests that began
/// @param failuresPerSecond requests that ended badly
/// @param firstPerSecond first attempts
/// @param retriesPerSecond further attempts
/// @param hedgesPerSecond second attempts in parallel
/// @param failedAttemptsPerSecond attempts that ended badly
/// @param latency of the requests that succeeded
/// @param nodes each node, in the scenario's order; those that came to be known later follow, and
///   earlier points lack them
public record Point(
    long atNanos,
    double requestsPerSecond,
    double failuresPerSecond,
    double firstPerSecond,
    double retriesPerSecond,
    double hedgesPerSecond,
    double failedAttemptsPerSecond,
    Latency latency,
    List<NodePoint> nodes) {
  public Point {
    nodes = List.copyOf(nodes);
  }

  /// One node at that moment.
  ///
  /// @param attemptsPerSecond attempts that were sent to it
  /// @param failedPerSecond attempts that ended badly
  /// @param p99Nanos of its attempts that succeeded; 0 if there was none
  /// @param belief without meaning while no balancer has it as a member
  public record NodePoint(
      double attemptsPerSecond,
      double failedPerSecond,
      long p99Nanos,
      int inFlight,
      NodeState belief,
      Truth truth,
      Presence presence) {
    private static final Presence THERE = new Presence(1, true);

    /// A node that is there, behind one balancer.
    public NodePoint(
        double attemptsPerSecond,
        double failedPerSecond,
        long p99Nanos,
        int inFlight,
        NodeState belief,
        Truth truth) {
      this(attemptsPerSecond, failedPerSecond, p99Nanos, inFlight, belief, truth, THERE);
    }
  }
}
