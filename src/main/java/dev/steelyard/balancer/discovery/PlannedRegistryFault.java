package dev.steelyard.balancer.discovery;

import java.time.Duration;
import java.util.Optional;

/// A fault of the registry, and when it acts.
///
/// @param from 0 or more
/// @param until after `from`; empty: to the end
public record PlannedRegistryFault(Duration from, Optional<Duration> until, RegistryEffect effect) {
  public PlannedRegistryFault {
    if (from.isNegative()) {
      throw new IllegalArgumentException("from: " + from + " must be 0 or more");
    }
    if (until.isPresent() && until.get().compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "until: " + until.get() + " must be after from, which is " + from);
    }
  }
}
