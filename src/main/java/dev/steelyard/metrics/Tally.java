package dev.steelyard.metrics;

/// Counts of what happened so far, and what of it happened since an earlier reading.
final class Tally {
  long generated;
  long succeeded;
  long failed;
  long first;
  long retries;
  long failedAttempts;

  Tally copy() {
    var copy = new Tally();
    copy.generated = generated;
    copy.succeeded = succeeded;
    copy.failed = failed;
    copy.first = first;
    copy.retries = retries;
    copy.failedAttempts = failedAttempts;
    return copy;
  }

  Window since(Tally earlier, double seconds, Latency latency) {
    return new Window(
        seconds,
        generated - earlier.generated,
        succeeded - earlier.succeeded,
        failed - earlier.failed,
        first - earlier.first,
        retries - earlier.retries,
        0,
        failedAttempts - earlier.failedAttempts,
        latency);
  }
}
