package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Refusal;
import dev.steelyard.balancer.request.Request;

/// What the gateway decided about a request.
public sealed interface Verdict {
  /// The request as its filters left it: with its id, and by the client that its key names.
  Request request();

  /// It goes to a pool.
  ///
  /// @param request with the path that the nodes see
  /// @param route the route's id; empty if the gateway has no routes
  /// @param pool the pool's id; empty for the first one
  record Admitted(Request request, String route, String pool) implements Verdict {}

  /// It goes nowhere.
  record Refused(Request request, Refusal refusal) implements Verdict {}
}
