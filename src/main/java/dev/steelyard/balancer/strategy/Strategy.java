package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;

/// A way to choose a node.
///
/// Runs on the Timeline's thread only, so it may keep plain fields; what it keeps for a node
/// belongs into a {@link dev.steelyard.balancer.node.PerNode}.
public interface Strategy {
  /// Chooses one of `candidates`, of which there is at least one, for `request`.
  Choice choose(Candidates candidates, Request request, long nowNanos);

  /// Chooses exactly as {@link #choose} does, with the same effect on what comes after, and tells
  /// what was weighed. May be slow and allocate: it is asked for traced requests only.
  Choice explain(Candidates candidates, Request request, long nowNanos);

  /// Hears that an attempt to `node` ended, `latencyNanos` after it was sent. Does nothing unless a
  /// strategy learns from outcomes. Not told of an attempt that was called off, nor of one that
  /// this side's bound on connections kept from being sent.
  default void attemptEnded(Node node, Outcome outcome, long latencyNanos, long nowNanos) {}

  /// Hears that an attempt to `node` was called off, since another one of its request was answered
  /// first: its answer would have taken longer than `lastedNanos`. Does nothing unless a strategy
  /// learns from response times.
  default void attemptCalledOff(Node node, long lastedNanos, long nowNanos) {}
}
