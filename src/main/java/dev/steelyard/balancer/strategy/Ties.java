package dev.steelyard.balancer.strategy;

import java.util.Locale;

/// Which of several equally good nodes is taken.
public enum Ties {
  /// Any of them, at random.
  RANDOM,
  /// The first in the pool's order.
  FIRST;

  /// The name used in scenario files: `random`, `first`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
