package dev.steelyard.metrics;

import dev.steelyard.balancer.event.AttemptKind;

/// Counts of what happened so far, and what of it happened since an earlier reading.
final class Tally {
  long generated;
  long succeeded;
  long failed;
  long first;
  long retries;
  long hedges;
  long cancelled;
  long refusedByBudget;
  long failedAttempts;

  Tally copy() {
    var copy = new Tally();
    copy.generated = generated;
    copy.succeeded = succeeded;
    copy.failed = failed;
    copy.first = first;
    copy.retries = retries;
    copy.hedges = hedges;
    copy.cancelled = cancelled;
    copy.refusedByBudget = refusedByBudget;
    copy.failedAttempts = failedAttempts;
    return copy;
  }

  long attempts() {
    return first + retries + hedges;
  }

  void attemptStarted(AttemptKind kind) {
    switch (kind) {
      case FIRST -> first++;
      case RETRY -> retries++;
      case HEDGE -> hedges++;
    }
  }

  Window since(Tally earlier, double seconds, Latency latency) {
    return new Window(
        seconds,
        generated - earlier.generated,
        succeeded - earlier.succeeded,
        failed - earlier.failed,
        first - earlier.first,
        retries - earlier.retries,
        hedges - earlier.hedges,
        failedAttempts - earlier.failedAttempts,
        latency);
  }
}
