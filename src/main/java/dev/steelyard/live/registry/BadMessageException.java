package dev.steelyard.live.registry;

/// A message or file is not as it should be. Its message has one line for each problem.
final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1;

  BadMessageException(String message) {
    super(message);
  }
}
