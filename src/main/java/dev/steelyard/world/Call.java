package dev.steelyard.world;

/// One request as it came to a mock node, and the way back to its client.
///
/// The node ends it at most once, by {@link #answer} or {@link #reset}. A client that gave up does
/// not tell the node; ending its call then does nothing.
public interface Call {
  /// The work that the request asks for, in nanoseconds at speed 1.
  long workNanos();

  boolean healthCheck();

  /// Whether its answer has a body: not if the request is a HEAD.
  boolean hasBody();

  /// Sends the head of this answer and the first `bodyBytes` of its body, as far as they are not
  /// out yet; the rest follows by {@link #answer}.
  void trickle(Reply reply, int bodyBytes);

  /// Sends this answer, or what of it is not out yet.
  void answer(Reply reply);

  /// Resets the connection.
  void reset();

  /// Tells that it is left without an answer until its reset.
  void leaveHanging();
}
