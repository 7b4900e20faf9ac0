package dev.steelyard.balancer;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.Gate;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.balancer.route.Verdict;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The door before several pools of nodes: decides whether a request may enter and to which pool it
/// goes, and hands it to the balancers there.
///
/// There is one gateway however many balancers there are, so a client has one rate limit. What it
/// refuses begins and ends here, as a failed request without an attempt. Without settings it is no
/// gateway at all: everything goes to the first pool as it came.
///
/// All calls come on the Timeline's thread.
public final class Gateway {
  private static final String OFF = "off";

  private final Timeline timeline;
  private final Map<String, Balancers> pools;
  private final Balancers first;
  private final Seeds seeds;
  private final EventSink events;
  private @Nullable Gate gate;
  private long mostBodyBytes = Long.MAX_VALUE;

  /// @param pools the balancers of each pool by its id, at least one; all that routes do not name
  ///   goes to the first
  /// @param seeds the root of its chance; it uses the stream `request-ids`
  /// @param events hears what happens to requests that no pool gets
  public Gateway(
      Timeline timeline,
      Map<String, Balancers> pools,
      Seeds seeds,
      EventSink events,
      Optional<GatewaySettings> settings) {
    this.timeline = timeline;
    this.pools = new LinkedHashMap<>(pools);
    this.first = this.pools.values().iterator().next();
    this.seeds = seeds;
    this.events = events;
    settings.ifPresent(this::use);
  }

  /// Begins the health checks and the sweeps of all pools.
  public void start() {
    pools.values().forEach(Balancers::start);
  }

  /// Requests that have not ended.
  public long inFlight() {
    long sum = 0;
    for (Balancers pool : pools.values()) {
      sum += pool.inFlight();
    }
    return sum;
  }

  /// Its settings now; empty if it is no gateway.
  public Optional<GatewaySettings> settings() {
    return Optional.ofNullable(gate).map(Gate::settings);
  }

  /// Lets one request in and has it balanced, or refuses it.
  ///
  /// @param intendedNanos when it should have been sent; its latency counts from here
  /// @return calls it off, since its client has gone; does nothing when it is over
  public Cancellable dispatch(Request request, long intendedNanos) {
    Gate judge = gate;
    if (judge == null) {
      return first.dispatch(request, intendedNanos);
    }
    return switch (judge.judge(request, timeline.nanos())) {
      case Verdict.Admitted(Request sent, String _, String pool) -> {
        Exchange exchange = sent.exchange();
        if (exchange != null) {
          exchange.admitted(sent, judge.idOf(sent), mostBodyBytes);
        }
        Balancers found = pool.isEmpty() ? first : pools.get(pool);
        if (found == null) {
          yield ended(sent, intendedNanos, Failure.NO_NODE);
        }
        yield found.dispatch(sent, intendedNanos);
      }
      case Verdict.Refused refused -> {
        Exchange exchange = request.exchange();
        if (exchange != null) {
          exchange.refused(refused.request(), judge.idOf(refused.request()), refused.refusal());
        }
        yield ended(request, intendedNanos, refused.refusal().failure());
      }
    };
  }

  /// Works by other settings from now on. Requests that were let in go on.
  public void change(GatewaySettings changed) {
    GatewaySettings before = settings().orElse(GatewaySettings.OPEN);
    use(changed);
    tell("routes", before.routes(), changed.routes(), words(changed.routes()));
    tell("requestId", before.requestId(), changed.requestId(), changed.requestId() ? "on" : OFF);
    tell(
        "accessLog",
        before.accessLog(),
        changed.accessLog(),
        changed.accessLog().map(AccessLogSettings::file).orElse(OFF));
    tell(
        "authentication",
        before.authentication(),
        changed.authentication(),
        changed.authentication().map(AuthenticationSettings::words).orElse(OFF));
    tell(
        "rateLimit",
        before.rateLimit(),
        changed.rateLimit(),
        changed.rateLimit().map(RateLimitSettings::words).orElse(OFF));
    tell(
        "limits",
        before.limits(),
        changed.limits(),
        changed.limits().map(SizeLimits::words).orElse(OFF));
  }

  private static String words(List<Route> routes) {
    return routes.isEmpty()
        ? "none"
        : routes.stream().map(Route::id).collect(Collectors.joining(", "));
  }

  private void tell(String setting, Object before, Object changed, String words) {
    if (!before.equals(changed)) {
      events.on(new Event.SettingChanged(timeline.nanos(), "gateway." + setting, words));
    }
  }

  private void use(GatewaySettings settings) {
    Gate before = gate;
    gate = before == null ? new Gate(settings, seeds) : before.with(settings);
    mostBodyBytes =
        settings.limits().map(SizeLimits::body).orElse(OptionalLong.empty()).orElse(Long.MAX_VALUE);
  }

  private Cancellable ended(Request request, long intendedNanos, Failure failure) {
    long now = timeline.nanos();
    events.on(new Event.RequestStarted(now, request.id(), intendedNanos));
    events.on(new Event.RequestEnded(now, request.id(), failure, 0, now - intendedNanos));
    Exchange exchange = request.exchange();
    if (exchange != null) {
      exchange.ended(failure);
    }
    return Cancellable.NOTHING;
  }
}
