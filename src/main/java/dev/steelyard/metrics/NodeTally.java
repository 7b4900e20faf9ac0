package dev.steelyard.metrics;

/// Counts of one node's attempts so far, and what of them came since an earlier reading.
final class NodeTally {
  long attempts;
  long succeeded;
  long failed;

  /// Attempts that were sent to a node that was not there.
  long misrouted;

  NodeTally copy() {
    var copy = new NodeTally();
    copy.attempts = attempts;
    copy.succeeded = succeeded;
    copy.failed = failed;
    copy.misrouted = misrouted;
    return copy;
  }

  NodeWindow since(NodeTally earlier, double seconds, Latency latency) {
    return new NodeWindow(
        seconds,
        attempts - earlier.attempts,
        succeeded - earlier.succeeded,
        failed - earlier.failed,
        latency);
  }
}
