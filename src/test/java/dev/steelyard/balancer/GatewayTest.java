package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Refusal;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.balancer.route.StoredKey;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Requests reach the pool of their route, or end with a refusal that the books know.
class GatewayTest {
  private static final Seeds SEEDS = new Seeds(5);
  private static final GatewaySettings ROUTED =
      GatewaySettings.OPEN.withRoutes(
          List.of(
              Route.of("orders", "/api/order/*", "orders"),
              Route.of("pay", "/api/pay", "pay"),
              Route.of("nowhere", "/nowhere", "unknown")));

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event> events = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  @Test
  void eachRouteHasItsPool() {
    Gateway gateway = gateway(Optional.of(ROUTED));

    gateway.dispatch(Request.get(1, "/api/order/7"), 0);
    gateway.dispatch(Request.get(2, "/api/pay"), 0);

    assertThat(transport.sent).containsExactly("orders-1", "pay-1");
    assertThat(gateway.inFlight()).isEqualTo(2);
    timeline.runWhile(() -> gateway.inFlight() > 0);
    assertThat(events)
        .filteredOn(Event.RequestEnded.class::isInstance)
        .extracting(event -> ((Event.RequestEnded) event).outcome())
        .containsExactly(Answer.OK, Answer.OK);
  }

  @Test
  void withoutSettingsAllGoesToTheFirstPool() {
    Gateway gateway = gateway(Optional.empty());

    gateway.dispatch(Request.get(1, "/api/pay"), 0);

    assertThat(transport.sent).containsExactly("orders-1");
    assertThat(gateway.settings()).isEmpty();
  }

  @Test
  void whatIsRefusedBeginsAndEndsWithoutAnAttempt() {
    Gateway gateway = gateway(Optional.of(ROUTED));

    gateway.dispatch(Request.get(1, "/else"), -3);
    gateway.dispatch(Request.get(2, "/nowhere"), 0);

    assertThat(events)
        .containsExactly(
            new Event.RequestStarted(0, 1, -3),
            new Event.RequestEnded(0, 1, Failure.NO_ROUTE, 0, 3),
            new Event.RequestStarted(0, 2, 0),
            new Event.RequestEnded(0, 2, Failure.NO_NODE, 0, 0));
    assertThat(gateway.inFlight()).isZero();
    assertThat(transport.sent).isEmpty();
  }

  @Test
  void aRealClientHearsWhoItIsAndWhatItMaySend() {
    var limits = new SizeLimits(OptionalLong.of(10), OptionalInt.empty(), OptionalInt.empty());
    var keys = new AuthenticationSettings(List.of(StoredKey.of("alice", "k")), List.of());
    Gateway gateway =
        gateway(
            Optional.of(
                ROUTED.withAuthentication(Optional.of(keys)).withLimits(Optional.of(limits))));

    gateway.dispatch(real(1, "/api/pay", Map.of("X-API-Key", "k"), Request.UNKNOWN_LENGTH), 0);
    gateway.dispatch(real(2, "/api/pay", Map.of("X-API-Key", "k"), 11), 0);
    gateway.dispatch(real(3, "/api/pay", Map.of(), 0), 0);

    assertThat(heard)
        .containsExactly(
            "admitted 1 alice 10",
            "refused 2 alice " + Refusal.BODY_TOO_LARGE,
            "ended too-large",
            "refused 3 10.0.0.1 " + Refusal.UNAUTHORIZED,
            "ended unauthorized");
    assertThat(transport.sent).containsExactly("pay-1");
  }

  @Test
  void changesAreToldAndActOnWhatComesNext() {
    Gateway gateway = gateway(Optional.of(ROUTED));
    var limited = ROUTED.withRateLimit(Optional.of(new RateLimitSettings(1, 1)));
    gateway.change(limited);
    gateway.dispatch(Request.get(1, "/api/pay"), 0);
    gateway.dispatch(Request.get(2, "/api/pay"), 0);
    gateway.change(limited.withRoutes(List.of(Route.of("pay", "/api/pay", "orders"))));
    gateway.dispatch(Request.get(3, "/api/pay"), 0); // The client's rate is remembered.
    timeline.runUntil(1_000_000_000);
    gateway.dispatch(Request.get(4, "/api/pay"), timeline.nanos());

    assertThat(events)
        .filteredOn(Event.SettingChanged.class::isInstance)
        .extracting(Object::toString)
        .containsExactly(
            new Event.SettingChanged(
                    0, "gateway.rateLimit", "1 requests/s for each client, 1 at once")
                .toString(),
            new Event.SettingChanged(0, "gateway.routes", "pay").toString());
    assertThat(events)
        .contains(
            new Event.RequestEnded(0, 2, Failure.RATE_LIMITED, 0, 0),
            new Event.RequestEnded(0, 3, Failure.RATE_LIMITED, 0, 0));
    assertThat(transport.sent).containsExactly("pay-1", "orders-1");
  }

  private Gateway gateway(Optional<GatewaySettings> settings) {
    Map<String, Balancers> pools = new LinkedHashMap<>();
    for (String id : List.of("orders", "pay")) {
      transport.answer(id + "-1", Answer.OK, 5);
      pools.put(
          id,
          new Balancers(
              timeline,
              transport,
              () -> {
                var pool = new Pool();
                pool.add(new Endpoint(id + "-1", "localhost", 1, 2), 1);
                return pool;
              },
              SEEDS.branch(id),
              number -> events::add,
              BalancerSettings.of(new RoundRobinSpec()),
              1));
    }
    return new Gateway(timeline, pools, SEEDS, events::add, settings);
  }

  private Request real(long id, String path, Map<String, String> headers, long bodyBytes) {
    return Request.of(id, "POST", path, "10.0.0.1", headers, bodyBytes, new Client());
  }

  private final class Client implements Exchange {
    @Override
    public boolean canBeSentAgain() {
      return true;
    }

    @Override
    public boolean answerBegun() {
      return false;
    }

    @Override
    public long lastMovedNanos(long nowNanos) {
      return nowNanos;
    }

    @Override
    public void admitted(Request request, String id, long mostBodyBytes) {
      heard.add("admitted " + request.id() + " " + request.client() + " " + mostBodyBytes);
    }

    @Override
    public void refused(Request request, String id, Refusal refusal) {
      heard.add("refused " + request.id() + " " + request.client() + " " + refusal);
    }

    @Override
    public void ended(Outcome outcome) {
      heard.add("ended " + outcome.label());
    }
  }
}
