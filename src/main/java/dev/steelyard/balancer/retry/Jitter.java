package dev.steelyard.balancer.retry;

import java.util.Locale;

/// How chance spreads the waits before retries, so that those who failed together do not come back
/// together.
///
/// Source: Marc Brooker, _Exponential Backoff and Jitter_ (AWS Architecture Blog, 2015).
public enum Jitter {
  /// The wait as it was computed, d.
  NONE,
  /// Anything from 0 to d.
  FULL,
  /// Half of d, and anything from 0 to the other half on top.
  EQUAL,
  /// Anything from the base to three times the wait before, at most the cap; d is not heeded.
  DECORRELATED;

  /// The name in scenario files: `full`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
