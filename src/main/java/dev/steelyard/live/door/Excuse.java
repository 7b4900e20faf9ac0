package dev.steelyard.live.door;

import dev.steelyard.balancer.request.Failure;
import org.jspecify.annotations.Nullable;

/// What a client is told when the balancer got no answer for it.
///
/// @param status 502, 503 or 504, as RFC 9110, section 15.6, has them
/// @param reason what happened, in a few words
record Excuse(int status, String reason) {
  /// The excuse for a failure; null if the client or the gateway is at its root.
  ///
  /// @param attempts how many nodes were asked
  static @Nullable Excuse of(Failure failure, int attempts) {
    String tried = attempts == 1 ? "the node" : "the last of " + attempts + " nodes";
    return switch (failure) {
      case NO_NODE -> new Excuse(503, "no node takes requests now");
      case BREAKER_OPEN -> new Excuse(503, "the circuit breakers of all nodes are open");
      case CONNECTION_LIMIT -> new Excuse(503, "there are too many connections to " + tried);
      case REFUSED -> new Excuse(502, tried + " refused the connection");
      case RESET -> new Excuse(502, tried + " ended the connection without an answer");
      case TRUNCATED -> new Excuse(502, "the answer of " + tried + " broke off");
      case MALFORMED -> new Excuse(502, tried + " answered with something that is no HTTP");
      case TIMEOUT -> new Excuse(504, tried + " did not answer in time");
      case CANCELLED, CLIENT_GONE, NO_ROUTE, UNAUTHORIZED, RATE_LIMITED, TOO_LARGE -> null;
    };
  }
}
