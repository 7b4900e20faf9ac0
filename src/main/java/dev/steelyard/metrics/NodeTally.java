package dev.steelyard.metrics;

/// Counts of one node's attempts so far, and what of them came since an earlier reading.
final class NodeTally {
  long attempts;
  long succeeded;
  long failed;

  NodeTally copy() {
    var copy = new NodeTally();
    copy.attempts = attempts;
    copy.succeeded = succeeded;
    copy.failed = failed;
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
