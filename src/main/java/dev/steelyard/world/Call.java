package dev.steelyard.world;

/// One request as it came to a mock node, and the way back to its client.
///
/// The node ends it at most once, by {@link #answer} or {@link #reset}. A client that gave up does
/// not tell the node; ending its call then does nothing.
public interface Call {
  /// The work that the request asks for, in nanoseconds at speed 1.
  long workNanos();

  boolean healthCheck();

  /// Answers with this status.
  void answer(int status);

  /// Resets the connection before any byte of an answer.
  void reset();
}
