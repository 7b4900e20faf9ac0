package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.HealthChecker;
import dev.steelyard.balancer.health.NodeStates;
import dev.steelyard.balancer.health.OutlierDetector;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetryPolicy;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.Optional;
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
  private final Transport transport;
  private final Seeds seeds;
  private final Pool pool;
  private final EventSink events;
  private final NodeStates states;
  private final Dispatcher dispatcher;
  private BalancerSettings settings;
  private Optional<HealthChecker> checker = Optional.empty();
  private OutlierDetector outliers;

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
    this.transport = transport;
    this.pool = pool;
    this.seeds = seeds;
    this.events = events;
    this.settings = settings;
    this.states = new NodeStates(timeline, events);
    this.outliers = new OutlierDetector(settings.outlierEjection(), timeline, pool, states);
    this.dispatcher =
        new Dispatcher(
            timeline,
            transport,
            pool,
            events,
            newStrategy(),
            newRetryPolicy(),
            newHedgePolicy(),
            outliers,
            settings.timeout().toNanos(),
            requestTimeoutNanos());
  }

  /// Begins the health checks and the sweeps.
  public void start() {
    startChecks();
    outliers.start();
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
  public void dispatch(Request request, long intendedNanos) {
    dispatcher.dispatch(request, intendedNanos);
  }

  /// Explains every choice for the requests whose ids pass, by {@link Event.NodeChosen}. Until this
  /// is called nothing is explained, and nothing is spent on it.
  public void trace(LongPredicate requests) {
    dispatcher.trace(requests);
  }

  /// Works under other settings from now on. Only the parts that differ begin anew.
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
    if (!changed.healthCheck().equals(before.healthCheck())) {
      tell(
          "balancer.healthCheck",
          changed.healthCheck().map(HealthCheckSettings::words).orElse(OFF));
      restartChecks();
    }
    if (!changed.outlierEjection().equals(before.outlierEjection())) {
      tell(
          "balancer.outlierEjection",
          changed.outlierEjection().map(OutlierSettings::words).orElse(OFF));
      outliers.stop();
      outliers = new OutlierDetector(changed.outlierEjection(), timeline, pool, states);
      outliers.start();
      dispatcher.use(outliers);
    }
  }

  private void startChecks() {
    checker =
        settings
            .healthCheck()
            .map(found -> new HealthChecker(found, timeline, transport, events, states));
    checker.ifPresent(found -> found.start(pool.members()));
  }

  private void restartChecks() {
    Optional<HealthChecker> before = checker;
    before.ifPresent(HealthChecker::stop);
    startChecks();
    if (checker.isEmpty()) {
      before.ifPresent(found -> found.forget(pool.members()));
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
