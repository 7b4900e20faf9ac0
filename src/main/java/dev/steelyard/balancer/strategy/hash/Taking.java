package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.node.Node;

/// Whether a candidate that a key leads to takes the request, or leaves it to the next one.
@FunctionalInterface
public interface Taking {
  /// A node in its slow start takes the part of its keys that its factor says, and the same ones
  /// all the time: a key comes back to its node once and stays. Every other node takes all.
  ///
  /// This is Steelyard's own rule: Envoy has no slow start for its ring and its Maglev table.
  Taking BY_SLOW_START =
      (node, hash, nowNanos) ->
          !node.slowStarting()
              || Mix.unit(hash ^ XxHash64.of(node.id()))
                  < node.effectiveWeight(nowNanos) / node.weight();

  boolean takes(Node node, long hash, long nowNanos);
}
