package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Node;

/// What "load" means to a strategy that looks for the least of it.
@FunctionalInterface
public interface LoadMetric {
  /// Requests in flight with this one, for each unit of weight: what HAProxy's and nginx's
  /// `leastconn` compare.
  LoadMetric IN_FLIGHT =
      (node, nowNanos) -> (node.inFlight() + 1.0) / node.effectiveWeight(nowNanos);

  /// What {@link #IN_FLIGHT} is, in words.
  String IN_FLIGHT_WORDS = "(in flight + 1) / weight";

  /// The load of `node` now: never below 0, and less is better.
  double of(Node node, long nowNanos);
}
