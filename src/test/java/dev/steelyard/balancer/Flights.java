package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A balancer over nodes that answer as a test says, in virtual time: idle nodes are taken in
/// order.
final class Flights {
  static final long MILLI = 1_000_000;

  final VirtualTimeline timeline = new VirtualTimeline();
  final ScriptedTransport transport = new ScriptedTransport(timeline);
  final List<Event> events = new ArrayList<>();
  final Pool pool = new Pool();
  final Balancer balancer;

  Flights(BalancerSettings settings, String... nodes) {
    for (String id : nodes) {
      pool.add(Endpoint.virtual(id), 1);
    }
    balancer = new Balancer(timeline, transport, pool, new Seeds(1), events::add, settings);
  }

  /// Idle nodes in order, a timeout of 100 ms, no safety net.
  static BalancerSettings plain() {
    return BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST))
        .withTimeout(Duration.ofMillis(100));
  }

  /// Sends a GET now.
  void get(long id) {
    balancer.dispatch(Request.get(id, "/"), timeline.nanos());
  }

  void runUntilMillis(long millis) {
    timeline.runUntil(millis * MILLI);
  }

  /// When the attempts were sent, in milliseconds.
  List<Long> sentMillis() {
    return of(Event.AttemptStarted.class).stream().map(sent -> sent.atNanos() / MILLI).toList();
  }

  <T extends Event> List<T> of(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
