package dev.steelyard.metrics;

import dev.steelyard.balancer.event.AttemptKind;

/// A step of one sampled request, for the moving picture. All steps of a sampled request are told,
/// in order: for each attempt a departure and a return, then the end. While a hedge is on its way,
/// its steps and those of the attempt beside it mingle.
public sealed interface FlowStep {
  long atNanos();

  long request();

  /// An attempt left for a node.
  record Departed(long atNanos, long request, AttemptKind kind, String node) implements FlowStep {}

  /// An attempt came back from a node, or was given up.
  ///
  /// @param outcome in one word: `status-200`, `refused`, ...
  record Returned(
      long atNanos,
      long request,
      AttemptKind kind,
      String node,
      boolean succeeded,
      String outcome,
      long latencyNanos)
      implements FlowStep {}

  /// The request ended.
  record Ended(
      long atNanos,
      long request,
      boolean succeeded,
      String outcome,
      int attempts,
      long latencyNanos)
      implements FlowStep {}
}
