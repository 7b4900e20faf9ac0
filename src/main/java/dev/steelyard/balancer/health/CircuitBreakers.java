package dev.steelyard.balancer.health;

import dev.steelyard.balancer.health.CircuitBreaker.State;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.Optional;

/// A circuit breaker for each node: hears its calls, keeps it out while the breaker lets none
/// through, and begins the trial when the time has come.
///
/// See {@link CircuitBreaker} for the rules.
public final class CircuitBreakers {
  private final Optional<CircuitBreakerSettings> settings;
  private final Timeline timeline;
  private final NodeStates states;
  private final PerNode<Guard> guards;

  /// @param settings empty: every call gets through
  public CircuitBreakers(
      Optional<CircuitBreakerSettings> settings, Timeline timeline, NodeStates states) {
    this.settings = settings;
    this.timeline = timeline;
    this.states = states;
    var rules = settings.orElse(CircuitBreakerSettings.PRODUCTION); // Unused if there are none.
    this.guards = new PerNode<>(node -> new Guard(node, new CircuitBreaker(rules)));
  }

  /// Ends its work and lets calls to every node of `nodes` through.
  public void stop(Iterable<Node> nodes) {
    nodes.forEach(node -> forget(node, "circuit breaker was changed"));
  }

  /// Lets go of `node`, which leaves.
  public void left(Node node) {
    forget(node, "left");
  }

  /// A call to `node` begins.
  public void began(Node node) {
    if (settings.isPresent()) {
      Guard guard = guards.of(node);
      guard.breaker.began();
      guard.show();
    }
  }

  /// A call to `node` ended in a way that says nothing about it.
  public void abandoned(Node node) {
    if (settings.isPresent()) {
      Guard guard = guards.of(node);
      guard.breaker.abandoned();
      guard.show();
    }
  }

  /// A call to `node` ended.
  public void ended(Node node, boolean failed, long latencyNanos) {
    if (settings.isPresent()) {
      guards.of(node).ended(failed, latencyNanos);
    }
  }

  private void forget(Node node, String why) {
    if (settings.isPresent()) {
      guards.of(node).trial.cancel();
      states.setBreaker(node, false, false, why);
    }
  }

  /// The breaker of one node and what keeps the time for it.
  private final class Guard {
    final Node node;
    final CircuitBreaker breaker;
    Cancellable trial = Cancellable.NOTHING;

    Guard(Node node, CircuitBreaker breaker) {
      this.node = node;
      this.breaker = breaker;
    }

    void ended(boolean failed, long latencyNanos) {
      State before = breaker.state();
      breaker.ended(failed, latencyNanos);
      State now = breaker.state();
      show();
      if (now == before) {
        return;
      }
      if (now == State.OPEN) {
        states.breakerOpened(node);
        long openNanos = settings.orElseThrow().openFor().toNanos();
        trial = timeline.after(openNanos, this::beginTrial);
      } else {
        states.breakerClosed(node);
      }
    }

    private void beginTrial() {
      breaker.beginTrial();
      show();
    }

    /// Takes the node out or lets it in, as the breaker has it.
    private void show() {
      boolean out = !breaker.permits();
      boolean onTrial = breaker.state() == State.HALF_OPEN;
      if (node.isOut(Exclusion.BREAKER_OPEN) != out || node.onTrial() != onTrial) {
        states.setBreaker(node, out, onTrial, breaker.reason());
      }
    }
  }
}
