package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Circuit breakers at work: whom the Dispatcher can still reach, and what it tells.
class BreakerTest {
  private static final long MILLI = 1_000_000;
  private static final CircuitBreakerSettings TWO_OF_TWO =
      new CircuitBreakerSettings(2, 2, 1, 1, Duration.ofMillis(50), Duration.ofMillis(1_000), 2);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event> events = new ArrayList<>();
  private final Pool pool = new Pool();
  private long requests;

  @Test
  void anOpenBreakerKeepsItsNodeOutAndTheTrialBringsItBack() {
    Balancer balancer = balancer(settings(), "a", "b");
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.OK, 0);
    send(balancer, 2);
    assertThat(node("a").state()).isEqualTo(NodeState.BREAKER_OPEN);

    transport.sent.clear();
    send(balancer, 3);
    assertThat(transport.sent).containsExactly("b", "b", "b");
    transport.answer("a", Answer.OK, 0);
    timeline.runUntil(999 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.BREAKER_OPEN);
    timeline.runUntil(1_000 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.HALF_OPEN);
    send(balancer, 2);

    assertThat(transitions())
        .containsExactly(
            "a up to breaker-open: 2 of the last 2 calls failed",
            "a breaker-open to half-open: trial calls begin",
            "a half-open to up: 0 of 2 trial calls failed");
  }

  @Test
  void aTrialThatFailsOpensTheBreakerAgainForAsLong() {
    Balancer balancer = balancer(settings(), "a", "b");
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.OK, 0);
    send(balancer, 2);
    timeline.runUntil(1_000 * MILLI);
    send(balancer, 2);
    assertThat(node("a").state()).isEqualTo(NodeState.BREAKER_OPEN);

    timeline.runUntil(1_999 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.BREAKER_OPEN);
    timeline.runUntil(2_000 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.HALF_OPEN);
  }

  @Test
  void whileAllTrialCallsAreUnderWayTheOthersGoElsewhere() {
    Balancer balancer = balancer(settings(), "a", "b");
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.OK, 0);
    send(balancer, 2);
    timeline.runUntil(1_000 * MILLI);
    transport.sent.clear();
    transport.answer("a", Answer.OK, 20 * MILLI);
    transport.answer("b", Answer.OK, 20 * MILLI);

    send(balancer, 6);

    assertThat(transport.sent).containsExactly("a", "b", "a", "b", "b", "b");
    assertThat(node("a").state()).isEqualTo(NodeState.HALF_OPEN);
    assertThat(node("a").takesTraffic()).isFalse();
    timeline.runUntil(1_100 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void whenOnlyBreakersKeepNodesOutARequestFailsAtOnceAndSaysSo() {
    Balancer balancer = balancer(settings(), "a");
    transport.answer("a", Answer.of(503), 0);
    send(balancer, 2);
    events.clear();

    balancer.dispatch(Request.get(9, "/"), 0);

    assertThat(events)
        .containsExactly(
            new Event.RequestStarted(0, 9, 0),
            new Event.RequestEnded(0, 9, Failure.BREAKER_OPEN, 0, 0));
    assertThat(Failure.BREAKER_OPEN.label()).isEqualTo("breaker-open");
  }

  @Test
  void aNodeThatIsDownAsWellLeavesNoNodeRatherThanAnOpenBreaker() {
    var checks =
        new HealthCheckSettings("/health", Duration.ofMillis(100), Duration.ofMillis(80), 2, 1);
    Balancer balancer = balancer(settings().withHealthCheck(Optional.of(checks)), "a");
    transport.answer("a", Answer.of(503), 0);
    send(balancer, 2);
    balancer.start();
    timeline.runUntil(10 * MILLI);

    balancer.dispatch(Request.get(9, "/"), timeline.nanos());

    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);
    assertThat(events.getLast())
        .isEqualTo(new Event.RequestEnded(10 * MILLI, 9, Failure.NO_NODE, 0, 0));
  }

  @Test
  void slowAnswersOpenItToo() {
    Balancer balancer = balancer(settings(), "a", "b");
    transport.answer("a", Answer.OK, 51 * MILLI);
    transport.answer("b", Answer.OK, 50 * MILLI);
    send(balancer, 4);

    timeline.runUntil(60 * MILLI);

    assertThat(transitions())
        .containsExactly("a up to breaker-open: 2 of the last 2 calls were slow");
  }

  @Test
  void theBoundOnConnectionsSaysNothingAboutTheNode() {
    Balancer balancer = balancer(settings(), "a");
    transport.answer("a", Failure.CONNECTION_LIMIT, 0);

    send(balancer, 9);

    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void theBoundOnConnectionsLeavesTheStrategyAlone() {
    var flights =
        new Flights(Flights.plain().withStrategy(new WeightedRoundRobinSpec(1)), "a", "b");
    flights.transport.answer("a", Failure.CONNECTION_LIMIT, 0);
    flights.transport.answer("b", Answer.OK, 0);
    for (int i = 0; i < 6; i++) {
      flights.get(i);
      flights.runUntilMillis(i + 1);
    }

    assertThat(flights.transport.sent).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void aRetryAfterTheOpeningGoesElsewhere() {
    Balancer balancer =
        balancer(settings().withRetry(Optional.of(RetrySettings.DEFAULTS)), "a", "b");
    transport.answer("a", Failure.REFUSED, 0);
    transport.answer("b", Answer.OK, 0);

    send(balancer, 4);

    assertThat(transport.sent).containsExactly("a", "b", "a", "b", "b", "b");
    assertThat(events)
        .noneMatch(
            event -> event instanceof Event.RequestEnded ended && !ended.outcome().succeeded());
  }

  @Test
  void switchedOffItLetsEveryCallThroughAgain() {
    Balancer balancer = balancer(settings(), "a");
    transport.answer("a", Answer.of(503), 0);
    send(balancer, 2);

    balancer.change(balancer.settings().withCircuitBreaker(Optional.empty()));
    timeline.runUntil(5_000 * MILLI);

    assertThat(transitions().getLast())
        .isEqualTo("a breaker-open to up: circuit breaker was changed");
  }

  @Test
  void aBreakerThatClosesBeginsASlowStart() {
    Balancer balancer =
        balancer(settings().withSlowStart(Optional.of(SlowStartSettings.CLASSROOM)), "a", "b");
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.OK, 0);
    send(balancer, 2);
    transport.answer("a", Answer.OK, 0);
    timeline.runUntil(1_000 * MILLI);
    assertThat(node("a").slowStarting()).isFalse();
    send(balancer, 2);

    assertThat(node("a").effectiveWeight(timeline.nanos())).isEqualTo(0.1);
  }

  private static BalancerSettings settings() {
    return BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST))
        .withTimeout(Duration.ofMillis(100))
        .withCircuitBreaker(Optional.of(TWO_OF_TWO));
  }

  private Balancer balancer(BalancerSettings settings, String... ids) {
    for (String id : ids) {
      pool.add(Endpoint.virtual(id), 1);
    }
    return new Balancer(timeline, transport, pool, new Seeds(1), events::add, settings);
  }

  /// Sends so many requests; answers that take no time come before the next one is sent.
  private void send(Balancer balancer, int count) {
    for (int i = 0; i < count; i++) {
      balancer.dispatch(Request.get(++requests, "/"), timeline.nanos());
      timeline.runUntil(timeline.nanos());
    }
  }

  private Node node(String id) {
    return pool.find(id).orElseThrow();
  }

  private List<String> transitions() {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.NodeStateChanged(long _, String id, var from, var to, var why)) {
        told.add(id + " " + from.word() + " to " + to.word() + ": " + why);
      }
    }
    return told;
  }
}
