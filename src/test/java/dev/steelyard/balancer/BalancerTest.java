package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private static final long MILLI = 1_000_000;
  private static final StrategySpec FIRST_IDLE = new LeastConnectionsSpec(Ties.FIRST);
  private static final BalancerSettings THREE_ATTEMPTS =
      BalancerSettings.of(FIRST_IDLE)
          .withTimeout(Duration.ofMillis(100))
          .withRetry(Optional.of(RetrySettings.DEFAULTS));

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event> events = new ArrayList<>();
  private final Pool pool = new Pool();

  @Test
  void aRetryGoesToANodeThatWasNotTriedYet() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a", "b", "c");
    transport.answer("a", Failure.REFUSED, 0);
    transport.answer("b", Answer.of(503), 2 * MILLI);
    transport.answer("c", Answer.OK, 5 * MILLI);

    balancer.dispatch(Request.get(1, "/"), 0);
    timeline.runUntil(50 * MILLI);

    assertThat(transport.sent).containsExactly("a", "b", "c");
    assertThat(events)
        .containsExactly(
            new Event.RequestStarted(0, 1, 0),
            new Event.AttemptStarted(0, 1, 1, AttemptKind.FIRST, "a", 0),
            new Event.AttemptEnded(0, 1, 1, "a", 0, Failure.REFUSED, 0),
            new Event.AttemptStarted(0, 1, 2, AttemptKind.RETRY, "b", 1),
            new Event.AttemptEnded(2 * MILLI, 1, 2, "b", 1, Answer.of(503), 2 * MILLI),
            new Event.AttemptStarted(2 * MILLI, 1, 3, AttemptKind.RETRY, "c", 2),
            new Event.AttemptEnded(7 * MILLI, 1, 3, "c", 2, Answer.OK, 5 * MILLI),
            new Event.RequestEnded(7 * MILLI, 1, Answer.OK, 3, 7 * MILLI));
    assertThat(pool.members()).allMatch(node -> node.inFlight() == 0);
  }

  @Test
  void whenEveryNodeWasTriedATriedOneMayBeTriedAgain() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a", "b");
    transport.answer("a", Failure.REFUSED, 0);
    transport.answer("b", Failure.REFUSED, 0);

    balancer.dispatch(Request.get(1, "/"), 0);
    timeline.runUntil(MILLI);

    assertThat(transport.sent).containsExactly("a", "b", "a");
    assertThat(events.getLast()).isEqualTo(new Event.RequestEnded(0, 1, Failure.REFUSED, 3, 0));
  }

  @Test
  void anAttemptWithoutAnAnswerIsGivenUpAndCalledOff() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a", "b");
    transport.silence("a");
    transport.answer("b", Answer.OK, MILLI);

    balancer.dispatch(Request.get(1, "/"), 0);
    timeline.runUntil(99 * MILLI);
    assertThat(transport.sent).containsExactly("a");
    timeline.runUntil(200 * MILLI);

    assertThat(transport.cancelled).containsExactly("a");
    assertThat(events.getLast())
        .isEqualTo(new Event.RequestEnded(101 * MILLI, 1, Answer.OK, 2, 101 * MILLI));
  }

  @Test
  void anAnswerInTimeCallsTheTimeoutOff() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a");
    transport.answer("a", Answer.OK, 99 * MILLI);

    balancer.dispatch(Request.get(1, "/"), 0);
    timeline.runUntil(1_000 * MILLI);

    assertThat(events).hasSize(4);
    assertThat(transport.cancelled).isEmpty();
  }

  @Test
  void aPostWithoutAKeyIsRetriedOnlyIfItReachedNoNode() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a", "b");
    transport.answer("a", Failure.RESET, 0);
    transport.answer("b", Answer.OK, 0);
    Request post = Request.traffic(1, "POST", "/pay", "client", Map.of(), 0);

    balancer.dispatch(post, 0);
    timeline.runUntil(MILLI);
    assertThat(transport.sent).containsExactly("a");

    transport.answer("a", Failure.REFUSED, 0);
    balancer.dispatch(post, timeline.nanos());
    timeline.runUntil(2 * MILLI);
    assertThat(transport.sent).containsExactly("a", "a", "b");
  }

  @Test
  void latencyCountsFromTheIntendedTime() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a");
    transport.answer("a", Answer.OK, 3 * MILLI);
    timeline.runUntil(10 * MILLI);

    balancer.dispatch(Request.get(1, "/"), 4 * MILLI);
    timeline.runUntil(20 * MILLI);

    assertThat(events.getLast())
        .isEqualTo(new Event.RequestEnded(13 * MILLI, 1, Answer.OK, 1, 9 * MILLI));
  }

  @Test
  void withNoNodeLeftARequestFailsAtOnce() {
    Balancer balancer = balancer(checked(), "a");
    transport.answer("a", Failure.REFUSED, 0);
    balancer.start();
    timeline.runUntil(MILLI);
    events.clear();

    balancer.dispatch(Request.get(1, "/"), MILLI);

    assertThat(events)
        .containsExactly(
            new Event.RequestStarted(MILLI, 1, MILLI),
            new Event.RequestEnded(MILLI, 1, Failure.NO_NODE, 0, 0));
  }

  @Test
  void aHungCheckHoldsUpNeitherTrafficNorOtherChecks() {
    Balancer balancer = balancer(checked(), "a", "b");
    transport.silence("a");
    transport.answer("b", Answer.OK, MILLI);
    balancer.start();
    timeline.runUntil(10 * MILLI);

    balancer.dispatch(Request.get(1, "/"), 10 * MILLI); // To a, which still counts as up.
    balancer.dispatch(Request.get(2, "/"), 10 * MILLI); // To b, which is idle.
    timeline.runUntil(12 * MILLI);

    assertThat(events).contains(new Event.RequestEnded(11 * MILLI, 2, Answer.OK, 1, MILLI));
    timeline.runUntil(300 * MILLI);
    assertThat(probes("b")).hasSize(3); // At 50, 150 and 250 ms.
  }

  @Test
  void checksAreSpreadOverTheIntervalAndNeverOverlapOnOneNode() {
    Balancer balancer = balancer(checked(), "a", "b");
    transport.answer("a", Answer.OK, MILLI);
    transport.silence("b");
    balancer.start();
    timeline.runUntil(400 * MILLI);

    assertThat(probes("a"))
        .extracting(Event.ProbeEnded::atNanos)
        .containsExactly(MILLI, 101 * MILLI, 201 * MILLI, 301 * MILLI);
    // Each check of b is given up after 80 ms, and the next begins on the interval.
    assertThat(probes("b"))
        .extracting(Event.ProbeEnded::atNanos)
        .containsExactly(130 * MILLI, 230 * MILLI, 330 * MILLI);
    assertThat(probes("b")).allMatch(probe -> probe.outcome() == Failure.TIMEOUT);
  }

  @Test
  void aNodeThatIsDownIsStillCheckedAndComesBack() {
    Balancer balancer = balancer(checked(), "a");
    transport.answer("a", Failure.REFUSED, 0);
    balancer.start();
    timeline.runUntil(150 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);

    transport.answer("a", Answer.OK, 0);
    timeline.runUntil(250 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);
    timeline.runUntil(350 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void onlyAnAnswerFrom200To299PassesACheck() {
    Balancer balancer = balancer(checked(), "a", "b");
    transport.answer("a", Answer.of(302), 0);
    transport.answer("b", Answer.of(204), 0);
    balancer.start();
    timeline.runUntil(90 * MILLI);

    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);
    assertThat(node("b").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void withoutHealthChecksANodeThatWasDownTakesTrafficAgain() {
    Balancer balancer = balancer(checked(), "a");
    transport.answer("a", Failure.REFUSED, 0);
    balancer.start();
    timeline.runUntil(MILLI);

    balancer.change(balancer.settings().withHealthCheck(Optional.empty()));
    timeline.runUntil(1_000 * MILLI);

    assertThat(node("a").state()).isEqualTo(NodeState.UP);
    assertThat(probes("a")).hasSize(1);
  }

  @Test
  void aNodeThatIsDownAndEjectedIsDownUntilItsChecksPassAndThenEjected() {
    Balancer balancer =
        balancer(checked().withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM)), "a", "b");
    transport.answer("b", Answer.OK, 0);
    transport.answer("a", Answer.of(500), 0);
    for (int i = 0; i < 3; i++) {
      balancer.dispatch(Request.get(i, "/"), 0);
      timeline.runUntil(timeline.nanos());
    }
    assertThat(node("a").state()).isEqualTo(NodeState.EJECTED);

    balancer.start();
    timeline.runUntil(90 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);
    transport.answer("a", Answer.OK, 0);
    timeline.runUntil(390 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.EJECTED);
  }

  @Test
  void atMostTheAllowedShareIsEjectedButAlwaysOne() {
    var one =
        new OutlierSettings(
            1, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60), 0.1);
    Balancer balancer =
        balancer(
            BalancerSettings.of(FIRST_IDLE).withOutlierEjection(Optional.of(one)), "a", "b", "c");
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.of(503), 0);

    for (int i = 0; i < 4; i++) {
      balancer.dispatch(Request.get(i, "/"), 0);
      timeline.runUntil(timeline.nanos());
    }

    assertThat(pool.members())
        .extracting(Node::state)
        .containsExactly(NodeState.EJECTED, NodeState.UP, NodeState.UP);
  }

  @Test
  void aStrategyIsExchangedWithoutLosingARequestInFlight() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a", "b");
    transport.answer("a", Answer.OK, 10 * MILLI);
    balancer.dispatch(Request.get(1, "/"), 0);

    balancer.change(balancer.settings().withStrategy(StrategyType.RANDOM.defaults()));
    timeline.runUntil(20 * MILLI);

    assertThat(events)
        .contains(
            new Event.SettingChanged(0, "balancer.strategy", "Random"),
            new Event.RequestEnded(10 * MILLI, 1, Answer.OK, 1, 10 * MILLI));
    assertThat(balancer.inFlight()).isZero();
  }

  @Test
  void onlyWhatDiffersIsChangedAndTold() {
    Balancer balancer = balancer(THREE_ATTEMPTS, "a");

    balancer.change(balancer.settings());
    assertThat(events).isEmpty();
    balancer.change(balancer.settings().withRetry(Optional.empty()));
    assertThat(events).containsExactly(new Event.SettingChanged(0, "balancer.retry", "off"));
  }

  @Test
  void aNodeThatIsNotToComeBackIsNeverAskedAgain() {
    HealthCheckSettings checks = checked().healthCheck().orElseThrow();
    var buggy = checked().withHealthCheck(Optional.of(checks.withReadmit(false)));
    Balancer balancer = balancer(buggy, "a", "b");
    transport.answer("a", Answer.OK, 0);
    transport.answer("b", Answer.OK, 0);
    balancer.start();
    timeline.runUntil(450_000_000L);
    int before = probes("a").size();
    transport.answer("a", Answer.of(503), 0);
    timeline.runUntil(1_000_000_000L);
    transport.answer("a", Answer.OK, 0);
    timeline.runUntil(5_000_000_000L);

    assertThat(node("a").state()).isEqualTo(NodeState.DOWN);
    assertThat(probes("a")).hasSize(before + 2);
    assertThat(probes("b")).hasSizeGreaterThan(40);
    assertThat(events)
        .anyMatch(event ->
            event instanceof Event.NodeStateChanged change
                && change
                    .reason()
                    .equals("2 checks failed, the last: status-503; never asked again"));

    balancer.change(buggy.withHealthCheck(Optional.of(checks)));
    timeline.runUntil(6_000_000_000L);
    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void otherChecksDoNotAskANodeThatIsDownEitherIfItIsNotToComeBack() {
    HealthCheckSettings checks = checked().healthCheck().orElseThrow();
    Balancer balancer = balancer(checked(), "a");
    transport.answer("a", Answer.of(503), 0);
    balancer.start();
    timeline.runUntil(1_000_000_000L);
    int before = probes("a").size();

    balancer.change(checked().withHealthCheck(Optional.of(checks.withReadmit(false))));
    timeline.runUntil(5_000_000_000L);

    assertThat(probes("a")).hasSize(before);
  }

  private Balancer balancer(BalancerSettings settings, String... ids) {
    for (String id : ids) {
      pool.add(Endpoint.virtual(id), 1);
    }
    return new Balancer(timeline, transport, pool, new Seeds(1), events::add, settings);
  }

  private static BalancerSettings checked() {
    return THREE_ATTEMPTS.withHealthCheck(
        Optional.of(
            new HealthCheckSettings(
                "/health", Duration.ofMillis(100), Duration.ofMillis(80), 2, 2)));
  }

  private Node node(String id) {
    return pool.find(id).orElseThrow();
  }

  private List<Event.ProbeEnded> probes(String node) {
    return events.stream()
        .filter(event -> event instanceof Event.ProbeEnded)
        .map(event -> (Event.ProbeEnded) event)
        .filter(probe -> probe.node().equals(node))
        .toList();
  }
}
