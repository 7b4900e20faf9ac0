package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.Balancers;
import dev.steelyard.balancer.Gateway;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.metrics.Recorder;
import dev.steelyard.scenario.PoolSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.world.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The balancers of each pool of a scenario, behind its gateway if it has one.
///
/// Lives on the Timeline's thread.
final class Pools {
  private final Map<String, Balancers> all = new LinkedHashMap<>();
  private final Set<String> withOwnSettings;
  private final Recorder recorder;
  private final Gateway gateway;

  /// @param nodes makes the pool of this id, with its nodes
  /// @param sinks what else is to hear what the recorder hears
  Pools(
      Scenario scenario,
      World world,
      Seeds seeds,
      Function<String, Pool> nodes,
      Recorder recorder,
      UnaryOperator<EventSink> sinks) {
    this.recorder = recorder;
    this.withOwnSettings =
        scenario.services().pools().stream().map(PoolSpec::id).collect(Collectors.toSet());
    String teller = teller(scenario);
    for (String id : scenario.pools()) {
      BalancerSettings settings = scenario.balancerOf(id);
      all.put(
          id,
          new Balancers(
              world.timeline(),
              world.transport(),
              () -> nodes.apply(id),
              all.isEmpty() ? seeds : seeds.branch("pool-" + id),
              number -> {
                EventSink sink = sinks.apply(recorder.balancer(id, number));
                return id.equals(teller) ? sink : withoutSettings(sink);
              },
              settings,
              scenario.balancers()));
      recorder.setWeighted(id, settings.strategy().usesWeights());
    }
    if (scenario.tellsPools()) {
      recorder.tellPools(scenario.services().gateway().isPresent());
    }
    this.gateway =
        new Gateway(
            world.timeline(),
            all,
            seeds,
            sinks.apply(recorder.gateway()),
            scenario.services().gateway());
  }

  /// The pool that tells of changed settings, so that they are told once.
  private String teller(Scenario scenario) {
    return scenario.pools().stream()
        .filter(id -> !withOwnSettings.contains(id))
        .findFirst()
        .orElse("");
  }

  /// Begins the health checks and the sweeps.
  void start() {
    gateway.start();
  }

  /// Lets one request in and has it balanced.
  Cancellable dispatch(Request request, long intendedNanos) {
    return gateway.dispatch(request, intendedNanos);
  }

  /// Requests that have not ended.
  long inFlight() {
    return gateway.inFlight();
  }

  /// The balancers of a pool that has a node.
  Balancers of(String pool) {
    Balancers found = all.get(pool);
    if (found == null) {
      throw new IllegalArgumentException("pool: there is no '" + pool + "'");
    }
    return found;
  }

  /// The settings of the first pool, which stands for the run.
  BalancerSettings settings() {
    return all.values().iterator().next().settings();
  }

  /// The longest that a request can take in any pool.
  Duration longestRequest() {
    return all.values().stream()
        .map(balancers -> balancers.settings().longestRequest())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// Changes the settings of all pools that have none of their own.
  void change(BalancerSettings settings) {
    all.forEach((id, balancers) -> {
      if (!withOwnSettings.contains(id)) {
        recorder.setWeighted(id, settings.strategy().usesWeights());
        balancers.change(settings);
      }
    });
  }

  void change(GatewaySettings settings) {
    recorder.tellPools(true);
    gateway.change(settings);
  }

  private static EventSink withoutSettings(EventSink sink) {
    return event -> {
      if (!(event instanceof Event.SettingChanged)) {
        sink.on(event);
      }
    };
  }
}
