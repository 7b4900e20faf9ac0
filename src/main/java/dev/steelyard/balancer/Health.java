package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.health.CircuitBreakers;
import dev.steelyard.balancer.health.HealthChecker;
import dev.steelyard.balancer.health.NodeStates;
import dev.steelyard.balancer.health.OutlierDetector;
import dev.steelyard.balancer.health.PanicThreshold;
import dev.steelyard.balancer.health.SlowStart;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Timeline;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything that decides who may be chosen: it hears of attempts and probes, takes nodes out and
/// lets them in, and sees members in and out.
final class Health {
  private final Timeline timeline;
  private final Transport transport;
  private final Pool pool;
  private final EventSink events;
  private final SlowStart slowStart;
  private final PanicThreshold panic;
  private final NodeStates states;
  private Optional<HealthChecker> checker = Optional.empty();
  private OutlierDetector outliers;
  private CircuitBreakers breakers;
  private boolean running;
  private boolean closeIdle;
  private Consumer<Node> gone = node -> {};

  Health(
      Timeline timeline,
      Transport transport,
      Pool pool,
      EventSink events,
      BalancerSettings settings) {
    this.timeline = timeline;
    this.transport = transport;
    this.pool = pool;
    this.events = events;
    this.closeIdle = settings.closeIdle();
    this.slowStart = new SlowStart(settings.slowStart(), timeline);
    this.panic = new PanicThreshold(settings.panicThreshold(), timeline, pool, events);
    this.states = new NodeStates(timeline, events, slowStart, panic);
    this.outliers = new OutlierDetector(settings.outlierEjection(), timeline, pool, states);
    this.breakers = new CircuitBreakers(settings.circuitBreaker(), timeline, states);
  }

  /// Begins the health checks and the sweeps.
  void start(BalancerSettings settings) {
    running = true;
    startChecks(settings);
    outliers.start();
    panic.review();
  }

  /// An attempt to `node` begins.
  void attemptStarted(Node node) {
    breakers.began(node);
  }

  /// An attempt to `node` ended. The bound on this side's connections says nothing about the node.
  void attemptEnded(Node node, Outcome outcome, long latencyNanos) {
    if (outcome == Failure.CONNECTION_LIMIT) {
      breakers.abandoned(node);
    } else {
      outliers.attemptEnded(node, !outcome.succeeded());
      breakers.ended(node, !outcome.succeeded(), latencyNanos);
    }
    removeIfDrained(node);
  }

  /// An attempt to `node` was called off before it ended, for no fault of the node.
  void attemptCancelled(Node node) {
    breakers.abandoned(node);
    removeIfDrained(node);
  }

  /// Takes a member in. It passes its warm-up probes first, if nodes are checked, and starts
  /// slowly.
  Node join(Endpoint endpoint, int weight) {
    Node node = pool.add(endpoint, weight);
    events.on(new Event.MemberJoined(timeline.nanos(), node.id(), weight));
    checker.ifPresent(found -> found.join(node));
    if (node.takesTraffic()) {
      slowStart.begin(node);
    }
    panic.review();
    return node;
  }

  /// Takes a member back in that is to leave, as if it joined: it passes its warm-up probes again.
  /// What is known of it otherwise still holds. Does nothing for one that is not to leave.
  void stay(Node node) {
    if (!node.isOut(Exclusion.DRAINING)) {
      return;
    }
    checker.ifPresent(found -> {
      found.left(node);
      found.join(node); // Before it may be chosen again.
    });
    states.setOut(node, Exclusion.DRAINING, false, "joined again");
    if (node.takesTraffic()) {
      slowStart.begin(node);
    }
  }

  /// Tells `told` of each member from when it is out.
  void whenGone(Consumer<Node> told) {
    gone = gone.andThen(told);
  }

  /// Lets a member go: nothing new begins there, and once nothing is in flight any more it is out.
  /// Does nothing the second time.
  void drain(Node node) {
    if (node.isOut(Exclusion.DRAINING)) {
      return;
    }
    states.setOut(node, Exclusion.DRAINING, true, "is to leave");
    removeIfDrained(node);
  }

  void changeChecks(BalancerSettings settings) {
    if (!running) {
      return; // They begin with what is set then.
    }
    Optional<HealthChecker> before = checker;
    before.ifPresent(HealthChecker::stop);
    startChecks(settings);
    if (checker.isEmpty()) {
      before.ifPresent(found -> found.forget(pool.members()));
    }
  }

  void changeOutlierEjection(BalancerSettings settings) {
    outliers.stop();
    outliers = new OutlierDetector(settings.outlierEjection(), timeline, pool, states);
    if (running) {
      outliers.start();
    }
  }

  void changeCircuitBreaker(BalancerSettings settings) {
    breakers.stop(pool.members());
    breakers = new CircuitBreakers(settings.circuitBreaker(), timeline, states);
  }

  void changeSlowStart(BalancerSettings settings) {
    slowStart.change(settings.slowStart(), pool.members());
  }

  void changePanicThreshold(BalancerSettings settings) {
    panic.change(settings.panicThreshold());
  }

  void changeCloseIdle(BalancerSettings settings) {
    closeIdle = settings.closeIdle();
  }

  private void startChecks(BalancerSettings settings) {
    checker =
        settings
            .healthCheck()
            .map(found -> new HealthChecker(found, timeline, transport, events, states));
    checker.ifPresent(found -> found.start(pool.members()));
  }

  private void removeIfDrained(Node node) {
    if (node.inFlight() > 0 || !node.isOut(Exclusion.DRAINING)) {
      return;
    }
    checker.ifPresent(found -> found.left(node));
    outliers.left(node);
    breakers.left(node);
    slowStart.end(node);
    pool.remove(node);
    if (closeIdle) {
      transport.forget(node.endpoint());
    }
    events.on(new Event.MemberLeft(timeline.nanos(), node.id()));
    panic.review();
    gone.accept(node);
  }
}
