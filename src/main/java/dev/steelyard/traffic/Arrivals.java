package dev.steelyard.traffic;

import java.util.Locale;

/// How the gaps between requests are spread.
public enum Arrivals {
  /// Independent of each other, as from many users: exponential gaps.
  POISSON,
  /// Evenly, like a metronome.
  CONSTANT;

  /// The name in scenario files: `poisson`, `constant`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
