package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Members that join and leave while traffic runs.
class MembershipTest {
  private static final long MILLI = 1_000_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event> events = new ArrayList<>();
  private final Pool pool = new Pool();

  MembershipTest() {
    for (String id : List.of("a", "b", "new")) {
      transport.answer(id, Answer.OK, 10 * MILLI);
    }
  }

  @Test
  void withoutChecksAMemberThatJoinsGetsTrafficAtOnce() {
    Balancer balancer = balancer(plain());

    Node joined = balancer.join(Endpoint.virtual("new"), 3);

    assertThat(joined.state()).isEqualTo(NodeState.UP);
    assertThat(joined.weight()).isEqualTo(3);
    send(balancer, 3);
    assertThat(transport.sent).contains("new");
  }

  @Test
  void withChecksItGetsTrafficAfterTwoGoodProbes() {
    Balancer balancer = balancer(checked(2));
    Node joined = balancer.join(Endpoint.virtual("new"), 1);
    assertThat(joined.state()).isEqualTo(NodeState.WARMING_UP);
    send(balancer, 3);
    assertThat(transport.sent).doesNotContain("new");

    timeline.runUntil(109 * MILLI);
    assertThat(joined.state()).isEqualTo(NodeState.WARMING_UP);
    timeline.runUntil(110 * MILLI);
    assertThat(joined.state()).isEqualTo(NodeState.UP);
    assertThat(transitions("new"))
        .containsExactly("up to warming-up: joined", "warming-up to up: 2 checks passed");
  }

  @Test
  void theProbesMustPassInARow() {
    Balancer balancer = balancer(checked(2));
    Node joined = balancer.join(Endpoint.virtual("new"), 1);
    timeline.runUntil(50 * MILLI);
    transport.answer("new", Answer.of(503), 0);
    timeline.runUntil(150 * MILLI);
    transport.answer("new", Answer.OK, 0);

    timeline.runUntil(250 * MILLI);
    assertThat(joined.takesTraffic()).isFalse();
    timeline.runUntil(350 * MILLI);
    assertThat(joined.takesTraffic()).isTrue();
  }

  @Test
  void aMemberOfTheStartNeedsNoProbesAndWithNoneAskedForNoneDoes() {
    assertThat(balancer(checked(2)).settings().healthCheck()).isPresent();
    assertThat(pool.members()).allMatch(Node::takesTraffic);

    var other = new MembershipTest();
    Node joined = other.balancer(checked(0)).join(Endpoint.virtual("new"), 1);
    assertThat(joined.takesTraffic()).isTrue();
  }

  @Test
  void checksThatAreSwitchedOffEndTheWarmUpAndOtherOnesBeginItAnew() {
    Balancer balancer = balancer(checked(2));
    Node joined = balancer.join(Endpoint.virtual("new"), 1);
    timeline.runUntil(50 * MILLI);
    balancer.change(checked(3));
    timeline.runUntil(200 * MILLI);
    assertThat(joined.state()).isEqualTo(NodeState.WARMING_UP);

    balancer.change(plain());
    assertThat(joined.state()).isEqualTo(NodeState.UP);
  }

  @Test
  void slowStartBeginsWhenAMemberJoinsOrItsWarmUpEnds() {
    Balancer balancer =
        balancer(checked(2).withSlowStart(Optional.of(SlowStartSettings.CLASSROOM)));
    assertThat(pool.members()).noneMatch(Node::slowStarting);
    Node joined = balancer.join(Endpoint.virtual("new"), 1);
    assertThat(joined.slowStarting()).isFalse();
    timeline.runUntil(110 * MILLI);
    assertThat(joined.slowStarting()).isTrue();

    balancer.change(balancer.settings().withHealthCheck(Optional.empty()));
    assertThat(balancer.join(Endpoint.virtual("at-once"), 1).slowStarting()).isTrue();
  }

  @Test
  void aNodeThatDrainsGetsNothingNewAndIsOutWhenItsLastAnswerCame() {
    Balancer balancer = balancer(plain());
    Node leaving = pool.find("a").orElseThrow();
    send(balancer, 2); // One to each.

    balancer.drain(leaving);
    send(balancer, 2);

    assertThat(leaving.state()).isEqualTo(NodeState.DRAINING);
    assertThat(transport.sent).containsExactly("a", "b", "b", "b");
    assertThat(transport.forgotten).isEmpty();
    timeline.runUntil(10 * MILLI);
    assertThat(pool.members()).extracting(Node::id).containsExactly("b");
    assertThat(transport.forgotten).containsExactly("a");
    assertThat(events).filteredOn(event -> event instanceof Event.RequestEnded).hasSize(4);
    assertThat(events)
        .noneMatch(
            event -> event instanceof Event.RequestEnded ended && !ended.outcome().succeeded());
  }

  @Test
  void anIdleNodeLeavesAtOnceAndTakesItsChecksAlong() {
    Balancer balancer = balancer(checked(2));
    timeline.runUntil(30 * MILLI);

    balancer.drain(pool.find("a").orElseThrow());
    events.clear();
    timeline.runUntil(1_000 * MILLI);

    assertThat(pool.members()).extracting(Node::id).containsExactly("b");
    assertThat(events)
        .noneMatch(event -> event instanceof Event.ProbeEnded probe && probe.node().equals("a"));
  }

  @Test
  void idleConnectionsStayIfTheyAreNotToBeClosed() {
    Balancer balancer = balancer(plain().withCloseIdle(false));
    balancer.drain(pool.find("a").orElseThrow());
    balancer.change(balancer.settings().withCloseIdle(true));
    balancer.drain(pool.find("b").orElseThrow());

    assertThat(transport.forgotten).containsExactly("b");
    assertThat(events).contains(new Event.SettingChanged(0, "balancer.closeIdle", "true"));
  }

  @Test
  void whenTheLastMemberDrainsThereIsNoNode() {
    Balancer balancer = balancer(plain());
    send(balancer, 2);
    balancer.drain(pool.find("a").orElseThrow());
    balancer.drain(pool.find("b").orElseThrow());

    balancer.dispatch(Request.get(9, "/"), 0);

    assertThat(events.getLast()).isEqualTo(new Event.RequestEnded(0, 9, Failure.NO_NODE, 0, 0));
  }

  @Test
  void whatKnewANodeThatLeftIsFreeForOthers() {
    var settings =
        plain()
            .withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM))
            .withCircuitBreaker(Optional.of(CircuitBreakerSettings.CLASSROOM))
            .withPanicThreshold(0.5);
    Balancer balancer = balancer(settings);
    transport.answer("a", Answer.of(503), 0);
    transport.answer("b", Answer.of(503), 0);
    sendOneByOne(balancer, 4);
    Node ejected = pool.find("a").orElseThrow();
    assertThat(ejected.state()).isEqualTo(NodeState.EJECTED);

    balancer.drain(ejected);
    sendOneByOne(balancer, 4);

    assertThat(pool.find("b").orElseThrow().state()).isEqualTo(NodeState.EJECTED);
    Node again = balancer.join(Endpoint.virtual("a"), 1);
    assertThat(again.takesTraffic()).isTrue();
  }

  /// Else the ejection of a node that left would be counted off twice, and one more could be out.
  @Test
  void aMemberThatLeftCannotLeaveOnceMore() {
    Balancer balancer =
        balancer(plain().withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM)));
    for (String id : List.of("a", "b", "new")) {
      transport.answer(id, Answer.of(503), 0);
    }
    balancer.join(Endpoint.virtual("new"), 1);
    sendOneByOne(balancer, 3);
    Node ejected = pool.find("a").orElseThrow();
    assertThat(ejected.state()).isEqualTo(NodeState.EJECTED);

    balancer.drain(ejected);
    balancer.drain(ejected);
    sendOneByOne(balancer, 9);

    assertThat(transport.forgotten).containsExactly("a");
    assertThat(pool.members())
        .extracting(Node::state)
        .containsExactly(NodeState.EJECTED, NodeState.UP); // One of two always may be out.
  }

  @Test
  void anIdCanBeThereOnce() {
    Balancer balancer = balancer(plain());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> balancer.join(Endpoint.virtual("a"), 1))
        .withMessageContaining("'a' is in the pool already");
  }

  private static BalancerSettings plain() {
    return BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST));
  }

  private static BalancerSettings checked(int warmUpProbes) {
    return plain()
        .withHealthCheck(
            Optional.of(
                new HealthCheckSettings(
                    "/health", Duration.ofMillis(100), Duration.ofMillis(80), 2, 2, warmUpProbes)));
  }

  private Balancer balancer(BalancerSettings settings) {
    pool.add(Endpoint.virtual("a"), 1);
    pool.add(Endpoint.virtual("b"), 1);
    var balancer = new Balancer(timeline, transport, pool, new Seeds(1), events::add, settings);
    balancer.start();
    return balancer;
  }

  private void send(Balancer balancer, int count) {
    for (int i = 0; i < count; i++) {
      balancer.dispatch(Request.get(i, "/"), timeline.nanos());
    }
  }

  private void sendOneByOne(Balancer balancer, int count) {
    for (int i = 0; i < count; i++) {
      send(balancer, 1);
      timeline.runUntil(timeline.nanos());
    }
  }

  private List<String> transitions(String node) {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.NodeStateChanged(long _, String id, var from, var to, var why)
          && id.equals(node)) {
        told.add(from.word() + " to " + to.word() + ": " + why);
      }
    }
    return told;
  }
}
