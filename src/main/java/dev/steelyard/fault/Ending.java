package dev.steelyard.fault;

/// How much of an answer goes out, and how it ends.
public enum Ending {
  /// All of it.
  WHOLE,
  /// Half of the body; then the connection ends in good order.
  TRUNCATED,
  /// Half of the body; then the connection is reset.
  RESET,
  /// Nothing of it: what goes out is no HTTP, and the connection ends.
  MALFORMED
}
