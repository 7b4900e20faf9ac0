package dev.steelyard.scenario.claim;

import java.util.OptionalDouble;

/// The numbers of a run, by path: `requests.failed`, `nodes.a.share`.
@FunctionalInterface
public interface Values {
  /// The number at this path; empty if there is none.
  OptionalDouble of(String path);
}
