package dev.steelyard.client;

import dev.steelyard.balancer.event.Event;

/// Hears what happens in the pools of a client: choices, attempts, retries, health, membership.
///
/// It is called on the client's event loop, in order, so it must be quick: all traffic waits for
/// it. What it throws is logged and goes no further.
@FunctionalInterface
public interface PoolListener {
  /// Something happened.
  ///
  /// @param pool the name of the pool
  void on(String pool, Event event);
}
