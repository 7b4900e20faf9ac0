package dev.steelyard.balancer.event;

/// Why an attempt was made.
public enum AttemptKind {
  /// It is the request's first one.
  FIRST,
  /// An earlier one failed.
  RETRY,
  /// An earlier one took long, and goes on beside it.
  HEDGE
}
