package dev.steelyard.balancer.request;

import java.util.Locale;

/// No whole answer came.
public enum Failure implements Outcome {
  /// The node's port did not take the connection, so the request never reached it.
  REFUSED,
  /// The connection ended or was reset before any of the answer had arrived.
  RESET,
  /// The answer broke off: the connection ended or was reset after its beginning had arrived, or
  /// its body cannot be read to the end. Not to be repeated, for a client may have seen the
  /// beginning.
  TRUNCATED,
  /// What came is no HTTP answer: its head cannot be read. Not to be repeated, for the node did
  /// answer, in its way.
  MALFORMED,
  /// The answer did not come within the time allowed for an attempt.
  TIMEOUT,
  /// The client's own bound on connections to this node was reached; nothing was sent.
  CONNECTION_LIMIT,
  /// Another attempt of the same request was answered first, so this one was called off. It says
  /// nothing of its node.
  CANCELLED,
  /// No node takes traffic, so nothing was sent; the client gets a 503 at once.
  NO_NODE,
  /// Nothing but open circuit breakers keeps nodes from taking it, so nothing was sent; the client
  /// gets a 503 at once.
  BREAKER_OPEN,
  /// The client went away before its answer was complete, so whatever was under way was called off.
  CLIENT_GONE,
  /// No route of the gateway takes the request; the client gets a 404.
  NO_ROUTE,
  /// The gateway does not know the client; it gets a 401.
  UNAUTHORIZED,
  /// The client sent more than the gateway allows it; it gets a 429.
  RATE_LIMITED,
  /// The request is larger than the gateway allows; the client gets a 413, 414 or 431.
  TOO_LARGE;

  @Override
  public boolean succeeded() {
    return false;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
