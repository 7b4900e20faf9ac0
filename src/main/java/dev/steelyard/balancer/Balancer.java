package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetryPolicy;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A load balancer: a pool of nodes, a way to choose among them, and the safety nets.
///
/// All calls come on the Timeline's thread. Settings may be exchanged at any time; requests that
/// are under way go on under the new ones.
public final class Balancer {
  private static final String OFF = "off";

  private final Timeline timeline;
  private final Seeds seeds;
  private final EventSink events;
  private final Health health;
  private final Dispatcher dispatcher;
  private BalancerSettings settings;

  /// @param pool the nodes it chooses from
  /// @param seeds the root of its chance; it uses the streams `strategy` and `retry`
  public Balancer(
      Timeline timeline,
      Transport transport,
      Pool pool,
      Seeds seeds,
      EventSink events,
      BalancerSettings settings) {
    this.timeline = timeline;
    this.seeds = seeds;
    this.events = events;
    this.settings = settings;
    this.health = new Health(timeline, transport, pool, events, settings);
    this.dispatcher =
        new Dispatcher(
            timeline,
            transport,
            pool,
            events,
            newStrategy(),
            newRetryPolicy(),
            newHedgePolicy(),
            health,
            settings.timeout().toNanos(),
            requestTimeoutNanos());
  }

  /// Begins the health checks and the sweeps.
  public void start() {
    health.start(settings);
  }

  public BalancerSettings settings() {
    return settings;
  }

  /// Requests that have not ended.
  public long inFlight() {
    return dispatcher.inFlight();
  }

  /// Balances one request.
  ///
  /// @param intendedNanos when it should have been sent; its latency counts from here
  /// @return calls it off, since its client has gone; does nothing when it is over
  public Cancellable dispatch(Request request, long intendedNanos) {
    return dispatcher.dispatch(request, intendedNanos);
  }

  /// Takes a member in while traffic runs. Where nodes are checked it passes its warm-up probes
  /// before its first request, and it starts slowly if that is on.
  ///
  /// @param weight 1 to 1000
  /// @throws IllegalArgumentException if its id is taken
  public Node join(Endpoint endpoint, int weight) {
    return health.join(endpoint, weight);
  }

  /// Lets a member go while traffic runs: it gets no new requests, those in flight there end, and
  /// then it is no member any more and its idle connections are closed.
  public void drain(Node node) {
    health.drain(node);
  }

  /// Takes a member back in that is to leave and has not left yet, at the same address: it gets new
  /// requests again after its warm-up probes. One that is not to leave gets the weight only.
  ///
  /// @param weight 1 to 1000
  public void stay(Node node, int weight) {
    reweigh(node, weight);
    health.stay(node);
  }

  /// Gives a member another weight, which counts from the next choice on.
  ///
  /// @param weight 1 to 1000
  public void reweigh(Node node, int weight) {
    if (node.weight() != weight) {
      node.setWeight(weight);
      tell("weight of " + node.id(), String.valueOf(weight));
    }
  }

  /// Tells `told` of each member when it has left: nothing is in flight to it any more.
  public void whenGone(Consumer<Node> told) {
    health.whenGone(told);
  }

  /// Explains every choice for the requests whose ids pass, by {@link Event.NodeChosen}. Until this
  /// is called nothing is explained, and nothing is spent on it.
  public void trace(LongPredicate requests) {
    dispatcher.trace(requests);
  }

  /// Works under other settings from now on. Only the parts that differ begin anew; what has not
  /// begun yet begins under them.
  public void change(BalancerSettings changed) {
    BalancerSettings before = settings;
    settings = changed;
    if (!changed.strategy().equals(before.strategy())) {
      dispatcher.use(newStrategy());
      tell("balancer.strategy", changed.strategy().words());
    }
    if (!changed.timeout().equals(before.timeout())) {
      dispatcher.useTimeout(changed.timeout().toNanos());
      tell("balancer.timeout", changed.timeout().toMillis() + " ms");
    }
    if (!changed.requestTimeout().equals(before.requestTimeout())) {
      dispatcher.useRequestTimeout(requestTimeoutNanos());
      tell(
          "balancer.requestTimeout",
          changed.requestTimeout().map(found -> found.toMillis() + " ms").orElse(OFF));
    }
    if (!changed.hedge().equals(before.hedge())) {
      dispatcher.use(newHedgePolicy());
      tell("balancer.hedge", changed.hedge().map(HedgeSettings::words).orElse(OFF));
    }
    if (!changed.retry().equals(before.retry())) {
      dispatcher.use(newRetryPolicy());
      tell("balancer.retry", changed.retry().map(RetrySettings::words).orElse(OFF));
    }
    changeHealth(before);
  }

  private void changeHealth(BalancerSettings before) {
    if (!settings.healthCheck().equals(before.healthCheck())) {
      tell(
          "balancer.healthCheck",
          settings.healthCheck().map(HealthCheckSettings::words).orElse(OFF));
      health.changeChecks(settings);
    }
    if (!settings.outlierEjection().equals(before.outlierEjection())) {
      tell(
          "balancer.outlierEjection",
          settings.outlierEjection().map(OutlierSettings::words).orElse(OFF));
      health.changeOutlierEjection(settings);
    }
    if (!settings.circuitBreaker().equals(before.circuitBreaker())) {
      tell(
          "balancer.circuitBreaker",
          settings.circuitBreaker().map(CircuitBreakerSettings::words).orElse(OFF));
      health.changeCircuitBreaker(settings);
    }
    if (!settings.slowStart().equals(before.slowStart())) {
      tell("balancer.slowStart", settings.slowStart().map(SlowStartSettings::words).orElse(OFF));
      health.changeSlowStart(settings);
    }
    if (settings.panicThreshold() != before.panicThreshold()) {
      double threshold = settings.panicThreshold();
      tell("balancer.panicThreshold", threshold == 0 ? OFF : Math.round(threshold * 100) + " %");
      health.changePanicThreshold(settings);
    }
    if (settings.closeIdle() != before.closeIdle()) {
      tell("balancer.closeIdle", String.valueOf(settings.closeIdle()));
      health.changeCloseIdle(settings);
    }
  }

  private Strategy newStrategy() {
    return settings.strategy().create(seeds.stream("strategy"));
  }

  private RetryPolicy newRetryPolicy() {
    RandomGenerator random = seeds.stream("retry");
    return settings
        .retry()
        .map(found -> new RetryPolicy(found, random, timeline.nanos()))
        .orElseGet(() -> RetryPolicy.none(random));
  }

  private @Nullable HedgePolicy newHedgePolicy() {
    return settings.hedge().map(HedgePolicy::new).orElse(null);
  }

  private long requestTimeoutNanos() {
    return settings.requestTimeout().map(Duration::toNanos).orElse(Dispatcher.UNBOUNDED);
  }

  private void tell(String setting, String value) {
    events.on(new Event.SettingChanged(timeline.nanos(), setting, value));
  }
}
