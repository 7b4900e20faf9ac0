package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.node.Endpoint;

/// A pool of nodes with balancer settings of its own.
///
/// @param id its name, by which nodes and routes refer to it, `[A-Za-z0-9._-]{1,64}`
/// @param balancer how requests are balanced over its nodes
public record PoolSpec(String id, BalancerSettings balancer) {
  /// The pool of the nodes that name none.
  public static final String DEFAULT = "default";

  public PoolSpec {
    Endpoint.checkId(id);
  }
}
