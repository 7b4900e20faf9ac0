package dev.steelyard.balancer.request;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Cancellable;

/// Carries one attempt to one node and tells how it ended.
public interface Transport {
  /// Sends `request` to `endpoint`. To be called on the Timeline's thread.
  ///
  /// `done` hears the outcome exactly once, on the Timeline, and never during this call. After the
  /// returned handle was cancelled it hears nothing: the sender has given up, and whether the node
  /// still works on the request is the node's affair.
  Cancellable send(Endpoint endpoint, Request request, Done done);

  /// Lets go of what is kept for `endpoint`, such as idle connections, since its node has left. To
  /// be called on the Timeline's thread, when nothing is in flight there. Does nothing unless the
  /// transport keeps something.
  default void forget(Endpoint endpoint) {}

  /// Hears how an attempt ended.
  @FunctionalInterface
  interface Done {
    void ended(Outcome outcome);
  }
}
