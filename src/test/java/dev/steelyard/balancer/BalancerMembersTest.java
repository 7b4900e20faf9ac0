package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of a pool by what discovery says.
class BalancerMembersTest {
  private static final long MILLI = 1_000_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final Pool pool = new Pool();

  BalancerMembersTest() {
    transport.answer("a", Answer.OK, 50 * MILLI);
    transport.answer("b", Answer.OK, 50 * MILLI);
  }

  @Test
  void whoIsListedJoinsAndWhoIsListedNoMoreDrains() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1), at("b", 1)));
    send(balancer, 2);

    members.change(left("a"));

    assertThat(node("a").state()).isEqualTo(NodeState.DRAINING);
    timeline.runUntil(50 * MILLI);
    assertThat(ids()).containsExactly("b");
  }

  @Test
  void aPoolThatIsExchangedIsNeverEmpty() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1)));
    balancer.whenGone(gone -> assertThat(ids()).containsExactly("b"));

    members.change(new Difference(List.of(at("b", 1)), List.of("a"), List.of()));

    assertThat(ids()).containsExactly("b");
  }

  @Test
  void anotherWeightCountsAtOnceAndChangesNothingElse() {
    var members = new BalancerMembers(balancer(plain()), pool);
    members.change(joined(at("a", 1)));
    Node before = node("a");

    members.change(reweighed(at("a", 1).withWeight(9)));

    assertThat(node("a")).isSameAs(before);
    assertThat(before.weight()).isEqualTo(9);
  }

  @Test
  void whoIsListedAgainAtTheSameAddressWhileItDrainsStays() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1)));
    send(balancer, 1);
    Node before = node("a");
    members.change(left("a"));

    members.change(joined(at("a", 1).withWeight(4)));

    assertThat(node("a")).isSameAs(before);
    assertThat(before.state()).isEqualTo(NodeState.UP);
    assertThat(before.weight()).isEqualTo(4);
    assertThat(before.inFlight()).isEqualTo(1);
    timeline.runUntil(50 * MILLI);
    assertThat(ids()).containsExactly("a");
    assertThat(transport.forgotten).isEmpty();
  }

  @Test
  void oneThatStaysIsWarmedUpAgainBeforeItsNextRequest() {
    Balancer balancer = balancer(checked());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1), at("b", 1)));
    timeline.runUntil(200 * MILLI);
    send(balancer, 2);
    assertThat(transport.sent).containsExactly("a", "b");
    members.change(left("a"));
    assertThat(node("a").state()).isEqualTo(NodeState.DRAINING);

    members.change(joined(at("a", 1)));

    assertThat(node("a").state()).isEqualTo(NodeState.WARMING_UP);
    send(balancer, 2);
    assertThat(transport.sent).containsExactly("a", "b", "b", "b");
    timeline.runUntil(400 * MILLI);
    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void atAnotherAddressItJoinsWhenTheOldOneIsOut() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1)));
    send(balancer, 1);
    Node old = node("a");

    members.change(new Difference(List.of(at("a", 2)), List.of("a"), List.of()));
    members.change(reweighed(at("a", 2).withWeight(3)));

    assertThat(node("a")).isSameAs(old);
    assertThat(old.state()).isEqualTo(NodeState.DRAINING);
    timeline.runUntil(50 * MILLI);
    assertThat(node("a").endpoint()).isEqualTo(at("a", 2).endpoint());
    assertThat(node("a").weight()).isEqualTo(3);
    assertThat(node("a").state()).isEqualTo(NodeState.UP);
  }

  @Test
  void anIdleOneMovesToAnotherAddressAtOnce() {
    var members = new BalancerMembers(balancer(plain()), pool);
    members.change(joined(at("a", 1)));
    members.change(new Difference(List.of(at("a", 2)), List.of("a"), List.of()));
    assertThat(node("a").endpoint().port()).isEqualTo(2);
  }

  @Test
  void whoLeavesWhileItWaitsForTheOldOneNeverJoins() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1)));
    send(balancer, 1);
    members.change(new Difference(List.of(at("a", 2)), List.of("a"), List.of()));
    members.change(left("a"));
    timeline.runUntil(50 * MILLI);
    assertThat(ids()).isEmpty();
  }

  /// It moved and moved back before its last answer came.
  @Test
  void whoReturnsToTheOldAddressStaysThere() {
    Balancer balancer = balancer(plain());
    var members = new BalancerMembers(balancer, pool);
    members.change(joined(at("a", 1)));
    send(balancer, 1);
    members.change(new Difference(List.of(at("a", 2)), List.of("a"), List.of()));
    members.change(new Difference(List.of(at("a", 1)), List.of("a"), List.of()));
    timeline.runUntil(50 * MILLI);
    assertThat(node("a").endpoint().port()).isEqualTo(1);
    assertThat(node("a").takesTraffic()).isTrue();
  }

  @Test
  void membersThatWereThereBeforeAreTakenOver() {
    pool.add(at("a", 1).endpoint(), 1);
    pool.add(at("b", 1).endpoint(), 1);
    var members = new BalancerMembers(balancer(checked()), pool);

    members.change(joined(at("a", 1).withWeight(2), at("b", 2)));

    assertThat(node("a").weight()).isEqualTo(2);
    assertThat(node("a").state()).isEqualTo(NodeState.UP); // It needs no warm-up.
    assertThat(node("b").endpoint().port()).isEqualTo(2);
  }

  private Balancer balancer(BalancerSettings settings) {
    var balancer = new Balancer(timeline, transport, pool, new Seeds(1), event -> {}, settings);
    balancer.start();
    return balancer;
  }

  private void send(Balancer balancer, int count) {
    for (int i = 0; i < count; i++) {
      balancer.dispatch(Request.get(i, "/"), timeline.nanos());
    }
  }

  private Node node(String id) {
    return pool.find(id).orElseThrow();
  }

  private List<String> ids() {
    return pool.members().stream().map(Node::id).toList();
  }

  private static BalancerSettings plain() {
    return BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST));
  }

  private static BalancerSettings checked() {
    return plain()
        .withHealthCheck(
            Optional.of(
                new HealthCheckSettings(
                    "/health", Duration.ofMillis(20), Duration.ofMillis(200), 2, 2, 2)));
  }

  private static Instance at(String id, int port) {
    return new Instance(new Endpoint(id, "127.0.0.1", port, port), 1);
  }

  private static Difference joined(Instance... instances) {
    return new Difference(List.of(instances), List.of(), List.of());
  }

  private static Difference left(String id) {
    return new Difference(List.of(), List.of(id), List.of());
  }

  private static Difference reweighed(Instance instance) {
    return new Difference(List.of(), List.of(), List.of(instance));
  }
}
