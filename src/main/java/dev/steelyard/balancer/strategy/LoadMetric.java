package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Node;

/// What "load" means to a strategy that looks for the least of it.
interface LoadMetric {
  /// Requests in flight with this one, for each unit of weight: what HAProxy's and nginx's
  /// `leastconn` compare. A slow start scales the weight and so the load, as in Envoy.
  LoadMetric IN_FLIGHT =
      new LoadMetric() {
        @Override
        public double of(Node node, long nowNanos) {
          return (node.inFlight() + 1.0) / node.effectiveWeight(nowNanos);
        }

        @Override
        public String words() {
          return "(in flight + 1) / weight";
        }
      };

  /// The load of `node` now: never below 0, and less is better. Asked twice at one time it tells
  /// the same.
  double of(Node node, long nowNanos);

  /// What it is, with its unit.
  String words();
}
