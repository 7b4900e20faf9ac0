package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.PlannedRegistryFault;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.RegistryView;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.discovery.WhenOutdated;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.DiscoverySummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.DiscoverySpec;
import dev.steelyard.scenario.MembershipChange;
import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.Services;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs whose balancers learn of their nodes by a registry.
class DiscoveryRunTest {
  /// A lease of a second that is renewed ten times a second, and a poll each second.
  private static final DiscoverySettings FAST =
      new DiscoverySettings(
          new SourceSpec.InProcess(),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          true,
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          WhenOutdated.KEEP,
          Duration.ofSeconds(2),
          DiscoverySettings.reconnect(Duration.ofMillis(20), Duration.ofMillis(200)),
          Duration.ofSeconds(1));

  private static final Services LEAVES_AND_JOINS =
      Services.PLAIN.withMembership(
          List.of(
              new MembershipChange(
                  "b", Duration.ofMillis(600), Change.LEAVE, Duration.ofMillis(600)),
              new MembershipChange("b", Duration.ofMillis(1_800), Change.JOIN, Duration.ZERO)));

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void aNodeThatDeregistersAndRegistersAnewCostsNoRequest(String world) throws Exception {
    List<Books> books = new CopyOnWriteArrayList<>();
    Scenario scenario = with(LEAVES_AND_JOINS, FAST, Duration.ofMillis(4));

    Result result = runner(world).run(scenario, now -> books.add(now.books()), () -> false);
    Summary summary = result.summary();

    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.attempts().retries()).isZero();
    assertThat(books).isNotEmpty().allMatch(Books::balance);
    assertThat(summary.transitions())
        .extracting(Transition::node, Transition::from, Transition::to)
        .containsExactly(
            tuple("b", "up", "draining"),
            tuple("b", "draining", "left"),
            tuple("b", "absent", "joined"));
    DiscoverySummary discovery = summary.discovery().orElseThrow();
    assertThat(discovery.expiredLeases()).isZero();
    assertThat(discovery.worstLagSeconds()).isGreaterThanOrEqualTo(0.002);
    assertThat(ids(result)).containsExactly("a", "c", "b");
  }

  /// The lease runs out a second after the last heartbeat, and the process restarts after it.
  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void aNodeThatIsKilledStaysInTheListUntilItsLeaseEnds(String world) throws Exception {
    Scenario scenario =
        Scenarios.with(
            with(Services.PLAIN, FAST, Duration.ZERO),
            new PlannedFault(
                "b",
                Duration.ofMillis(750),
                Optional.of(Duration.ofMillis(2_300)),
                new Fault(new Effect.Refuse(), Scope.BOTH)));

    Result result = runner(world).run(scenario, progress -> {}, () -> false);

    Summary summary = result.summary();
    DiscoverySummary discovery = summary.discovery().orElseThrow();
    assertThat(summary.requests().failed()).isZero(); // There are retries.
    assertThat(discovery.expiredLeases()).isEqualTo(1);
    assertThat(discovery.leaseDetectionSeconds().orElseThrow()).isBetween(0.85, 1.4);
    assertThat(discovery.checkDetectionSeconds()).isEmpty();
    assertThat(summary.attempts().misrouted())
        .isPositive()
        .isEqualTo(summary.nodes().get(1).misrouted());
    assertThat(summary.transitions())
        .filteredOn(move -> move.node().equals("b"))
        .extracting(Transition::to)
        .containsExactly("draining", "left", "joined");
    assertThat(ids(result)).contains("b");
  }

  @Test
  void aNodeThatStandsStillAsAWholeSendsNoHeartbeats() throws Exception {
    Effect pause = new Effect.Pause(Duration.ofMinutes(1), Duration.ofSeconds(50));
    PlannedFault whole = pausing(pause, Scope.BOTH);
    PlannedFault trafficOnly = pausing(pause, Scope.TRAFFIC);

    assertThat(expired(whole)).isEqualTo(1);
    assertThat(expired(trafficOnly)).isZero();
  }

  @Test
  void heartbeatsOfAHealthyNodeThatAreLostTakeItOut() throws Exception {
    var lost =
        new PlannedRegistryFault(
            Duration.ofMillis(500),
            Optional.of(Duration.ofSeconds(2)),
            new RegistryEffect.HeartbeatsLost("c"));
    Scenario scenario = with(Services.PLAIN, FAST, Duration.ZERO, lost);

    Result result = new VirtualRunner().run(scenario, progress -> {}, () -> false);

    assertThat(result.summary().requests().failed()).isZero();
    assertThat(result.summary().failures()).containsEntry("refused", 0L);
    assertThat(result.summary().discovery().orElseThrow().expiredLeases()).isEqualTo(1);
    assertThat(ids(result)).contains("c"); // It registered anew.
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void anOutageOfTheRegistryIsSurvivedOnTheLastList(String world) throws Exception {
    var outage =
        new PlannedRegistryFault(
            Duration.ofMillis(500),
            Optional.of(Duration.ofMillis(2_000)),
            new RegistryEffect.Unreachable());

    Result result =
        runner(world)
            .run(with(Services.PLAIN, FAST, Duration.ZERO, outage), progress -> {}, () -> false);

    Summary summary = result.summary();
    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.transitions()).isEmpty();
    assertThat(summary.discovery().orElseThrow().worstStaleSeconds()).isBetween(1.0, 2.3);
    assertThat(summary.discovery().orElseThrow().expiredLeases()).isZero();
  }

  @Test
  void aWatchThatDiedSilentlyIsFoundOutByThePoll() throws Exception {
    var cut =
        new PlannedRegistryFault(
            Duration.ofMillis(500),
            Optional.of(Duration.ofMillis(900)),
            new RegistryEffect.WatchCut());
    Services services =
        Services.PLAIN.withMembership(
            List.of(new MembershipChange("b", Duration.ofSeconds(1), Change.LEAVE, GRACE)));
    DiscoverySettings deaf = polled(Duration.ZERO);

    Summary found = play(with(services, FAST, Duration.ZERO, cut));
    Summary never = play(with(services, deaf, Duration.ZERO, cut));

    assertThat(found.transitions()).extracting(Transition::to).contains("left");
    assertThat(found.discovery().orElseThrow().worstLagSeconds()).isBetween(0.001, 1.2);
    assertThat(never.transitions()).isEmpty();
    assertThat(never.discovery().orElseThrow().worstLagSeconds()).isGreaterThan(1.9);
  }

  @Test
  void eachBalancerLearnsByItself() throws Exception {
    Scenario several = with(LEAVES_AND_JOINS, FAST, Duration.ofMillis(4)).withBalancers(3);

    Result result = new VirtualRunner().run(several, progress -> {}, () -> false);

    DiscoveryFrame frame = result.lastFrame().discovery().orElseThrow();
    assertThat(frame.balancers())
        .extracting(DiscoveryFrame.Believer::balancer, each -> each.view().members())
        .containsExactly(
            tuple(1, List.of("a", "c", "b")),
            tuple(2, List.of("a", "c", "b")),
            tuple(3, List.of("a", "c", "b")));
    assertThat(frame.balancers()).allMatch(each -> each.differsSinceNanos().isEmpty());
    assertThat(result.summary().transitions())
        .filteredOn(move -> move.to().equals("left"))
        .hasSize(3);
  }

  @Test
  void discoveryShiftsNoOtherChance() throws Exception {
    Scenario plain = with(Services.PLAIN, FAST, Duration.ZERO);
    Scenario without = plain.withServices(Services.PLAIN);

    Summary one = play(plain);
    Summary other = play(without);

    assertThat(one.latency()).isEqualTo(other.latency());
    assertThat(one.nodes()).isEqualTo(other.nodes());
    assertThat(play(plain)).isEqualTo(one);
  }

  @Test
  void faultsOfTheRegistryComeAndGoByCommand() {
    var now = new long[1];
    Scenario scenario = with(Services.PLAIN, FAST, Duration.ZERO);
    try (var experiment = new SteppedExperiment(scenario, () -> now[0])) {
      experiment.advance(Duration.ofMillis(200));
      experiment.inject(new RegistryEffect.Unreachable());
      experiment.advance(Duration.ofSeconds(3));

      DiscoveryFrame cut = experiment.frame().discovery().orElseThrow();
      assertThat(cut.registry().orElseThrow().away()).isTrue();
      assertThat(cut.faults()).containsExactly(new RegistryEffect.Unreachable());
      assertThat(cut.balancers().getFirst().view().stale()).isTrue();

      experiment.clear(new RegistryEffect.Unreachable());
      experiment.advance(Duration.ofSeconds(2));

      DiscoveryFrame back = experiment.frame().discovery().orElseThrow();
      assertThat(back.registry().orElseThrow().away()).isFalse();
      assertThat(back.faults()).isEmpty();
      assertThat(back.balancers().getFirst().view().stale()).isFalse();
      assertThat(experiment.frame().books().failed()).isZero();
    }
  }

  @Test
  void aWeightThatChangesIsRegistered() {
    var now = new long[1];
    Scenario scenario = with(Services.PLAIN, FAST, Duration.ZERO);
    try (var experiment = new SteppedExperiment(scenario, () -> now[0])) {
      experiment.setWeight("a", 7);
      experiment.advance(Duration.ofSeconds(1));

      RegistryView registry = experiment.frame().discovery().orElseThrow().registry().orElseThrow();
      assertThat(registry.lease("default", "a").orElseThrow().instance().weight()).isEqualTo(7);
      assertThat(experiment.frame().nodes().getFirst().weight()).isEqualTo(7);
    }
  }

  private static final Duration GRACE = Duration.ofSeconds(60);

  private static PlannedFault pausing(Effect pause, Scope scope) {
    return new PlannedFault("b", Duration.ofMillis(750), Optional.empty(), new Fault(pause, scope));
  }

  private static long expired(PlannedFault fault) throws Exception {
    Summary summary = play(Scenarios.with(with(Services.PLAIN, FAST, Duration.ZERO), fault));
    return summary.discovery().orElseThrow().expiredLeases();
  }

  private static Summary play(Scenario scenario) throws Exception {
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }

  private static DiscoverySettings polled(Duration poll) {
    return new DiscoverySettings(
        FAST.source(),
        FAST.lease(),
        FAST.heartbeat(),
        true,
        poll,
        Duration.ZERO,
        FAST.cacheFor(),
        FAST.whenOutdated(),
        FAST.emptyAfter(),
        FAST.reconnect(),
        FAST.timeout());
  }

  private static List<String> ids(Result result) {
    return result
        .lastFrame()
        .discovery()
        .orElseThrow()
        .registry()
        .orElseThrow()
        .leases("default")
        .stream()
        .map(lease -> lease.instance().id())
        .toList();
  }

  private static Runner runner(String world) {
    return world.equals("live") ? new LiveRunner() : new VirtualRunner();
  }

  /// Three nodes for three seconds with three attempts.
  private static Scenario with(
      Services services,
      DiscoverySettings settings,
      Duration latency,
      PlannedRegistryFault... faults) {
    Scenario plain = Scenarios.plain(3, 300, new Fixed(Duration.ofMillis(1)));
    Distribution way = new Fixed(latency);
    return Scenarios.lasting(
        plain
            .withBalancer(
                plain
                    .balancer()
                    .withTimeout(Duration.ofSeconds(20))
                    .withRetry(Optional.of(new RetrySettings(3, false))))
            .withServices(
                services.withDiscovery(new DiscoverySpec(settings, way, List.of(faults)))),
        Duration.ZERO,
        Duration.ofSeconds(3));
  }
}
