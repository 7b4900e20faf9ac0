package dev.steelyard.balancer.request;

import java.util.Locale;

/// No answer came.
public enum Failure implements Outcome {
  /// The node's port did not take the connection, so the request never reached it.
  REFUSED,
  /// The connection broke before the whole answer had arrived.
  RESET,
  /// The answer did not come within the time allowed for an attempt.
  TIMEOUT,
  /// The client's own bound on connections to this node was reached; nothing was sent.
  CONNECTION_LIMIT,
  /// No node takes traffic, so nothing was sent; the client gets a 503 at once.
  NO_NODE;

  @Override
  public boolean succeeded() {
    return false;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
