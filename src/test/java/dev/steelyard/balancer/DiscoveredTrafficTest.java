package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.Discovery;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Registrar;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.RegistryFaults;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Traffic, 100 requests a second, to nodes that come and go through a registry.
class DiscoveredTrafficTest {
  private static final long MILLI = 1_000_000;
  private static final String SERVICE = "orders";
  private static final DiscoverySettings SETTINGS = DiscoverySettings.CLASSROOM;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Seeds seeds = new Seeds(1);
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event> events = new ArrayList<>();
  private final Registry registry =
      new Registry(timeline, seeds.stream("registry"), events::add, Registry.DEFAULT_HISTORY);
  private final RegistryFaults faults = new RegistryFaults(timeline, registry, (effect, on) -> {});
  private final RegistryLink link = new RegistryLink(registry, timeline, () -> 2 * MILLI, faults);
  private final Pool pool = new Pool();
  private final Balancer balancer =
      new Balancer(
          timeline,
          transport,
          pool,
          seeds,
          events::add,
          BalancerSettings.of(new LeastConnectionsSpec(Ties.RANDOM)));
  private final Map<String, Long> lastAttempt = new HashMap<>();
  private final Registrar a = registrar("a");
  private final Registrar b = registrar("b");
  private long requests;

  @BeforeEach
  void start() {
    a.start();
    b.start();
    timeline.runUntil(100 * MILLI);
    balancer.start();
    new Discovery(
            timeline,
            seeds.stream("discovery"),
            SERVICE,
            link.source(SERVICE),
            SETTINGS,
            new BalancerMembers(balancer, pool),
            events::add)
        .start(List.of());
    timeline.runUntil(200 * MILLI);
    traffic();
  }

  @Test
  void aNodeThatDiedGetsItsLastRequestWhenItsLeaseEnds() {
    timeline.runUntil(10_000 * MILLI); // The last heartbeat left at 9001 ms, and took 1 ms.
    a.kill();
    transport.answer("a", Failure.REFUSED, 0);

    timeline.runUntil(60_000 * MILLI);

    long leaseEnds = 9_002 * MILLI + SETTINGS.lease().toNanos();
    assertThat(last("a")).isBetween(leaseEnds - 100 * MILLI, leaseEnds + 2 * MILLI);
    assertThat(failures()).isPositive();
  }

  @Test
  void ifTheWatchDiedItGetsThemForTheStatedLagAtMost() {
    timeline.runUntil(10_000 * MILLI);
    faults.begin(new RegistryEffect.WatchCut());
    a.kill();
    timeline.runUntil(60_000 * MILLI);
    long leaseEnds = 9_002 * MILLI + SETTINGS.lease().toNanos();
    assertThat(last("a"))
        .isBetween(leaseEnds + 2 * MILLI, leaseEnds + SETTINGS.longestLag().toNanos());
  }

  @Test
  void oneAfterTheOtherIsReplacedAndNoRequestIsLost() {
    timeline.runUntil(1_000 * MILLI);
    for (Registrar node : List.of(a, b)) {
      node.stop();
      timeline.runUntil(timeline.nanos() + 1_000 * MILLI);
      transport.answer(node.instance().id(), Failure.REFUSED, 0); // Its process ends.
      timeline.runUntil(timeline.nanos() + 1_000 * MILLI);
      transport.answer(node.instance().id(), Answer.OK, 5 * MILLI);
      node.start();
      timeline.runUntil(timeline.nanos() + 1_000 * MILLI);
    }
    assertThat(requests).isGreaterThan(600);
    assertThat(failures()).isZero();
    assertThat(last("a")).isGreaterThan(timeline.nanos() - 1_000 * MILLI);
    assertThat(last("b")).isGreaterThan(timeline.nanos() - 1_000 * MILLI);
  }

  @Test
  void anOutageOfTheRegistryIsNoneOfTheService() {
    timeline.runUntil(1_000 * MILLI);
    faults.begin(new RegistryEffect.Unreachable());
    timeline.runUntil(300_000 * MILLI);
    faults.end(new RegistryEffect.Unreachable());
    timeline.runUntil(320_000 * MILLI);
    assertThat(failures()).isZero();
    assertThat(pool.members()).hasSize(2);
  }

  private Registrar registrar(String id) {
    transport.answer(id, Answer.OK, 5 * MILLI);
    return new Registrar(
        timeline,
        seeds.stream(id),
        link.node(id),
        SERVICE,
        new Instance(Endpoint.virtual(id), 1),
        SETTINGS);
  }

  private void traffic() {
    balancer.dispatch(Request.get(requests++, "/"), timeline.nanos());
    timeline.after(10 * MILLI, this::traffic);
  }

  private long last(String node) {
    for (Event event : events) {
      if (event instanceof Event.AttemptStarted started) {
        lastAttempt.put(started.node(), started.atNanos());
      }
    }
    return lastAttempt.getOrDefault(node, 0L);
  }

  private long failures() {
    return events.stream()
        .filter(event -> event instanceof Event.RequestEnded ended && !ended.outcome().succeeded())
        .count();
  }
}
