package dev.steelyard.fault;

import java.util.Locale;

/// What is really the matter with a node, whatever the balancer believes.
public enum Truth {
  /// Nothing is wrong.
  HEALTHY,
  /// It serves, but slowly or not always.
  DEGRADED,
  /// It serves nobody.
  BROKEN;

  /// The name on screen: `healthy`, `degraded`, `broken`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The graver one.
  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
