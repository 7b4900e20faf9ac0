package dev.steelyard.fault;

import java.time.Duration;
import java.util.Optional;

/// A fault in a scenario's timeline.
///
/// @param node the id of the node that it hurts
/// @param from when it begins, counted from the start of the run
/// @param until when it ends, after `from`; empty: it stays
public record PlannedFault(String node, Duration from, Optional<Duration> until, Fault fault) {
  public PlannedFault {
    if (from.isNegative()) {
      throw new IllegalArgumentException("from: " + from + " must not be below 0");
    }
    if (until.isPresent() && until.get().compareTo(from) <= 0) {
      throw new IllegalArgumentException("until: " + until.get() + " must be after " + from);
    }
  }
}
