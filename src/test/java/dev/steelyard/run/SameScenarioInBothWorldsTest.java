package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRandomSpec;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The same scenario over real sockets and in virtual time: what the balancer does is one thing,
/// and how long a real machine takes for it another.
///
/// Compared are shares, failures, and the order of transitions. Times are not: a busy machine may
/// stretch them, so timeouts are far beyond what it can take.
class SameScenarioInBothWorldsTest {
  private static final Duration FAR = Duration.ofSeconds(20);
  private static final HealthCheckSettings CHECKS =
      new HealthCheckSettings("/health", Duration.ofMillis(200), FAR, 2, 2);
  private static final OutlierSettings EJECTION =
      new OutlierSettings(
          3, Duration.ofMillis(250), Duration.ofMillis(1_500), Duration.ofSeconds(5), 0.5);

  /// c closes its port for health checks, and two seconds after it is back d fails behind green
  /// checks.
  ///
  /// - Generated: the same seed plans the same requests; a live run that comes to its end a moment
  ///   late has sent some more. Within 5 %, a third of a second.
  /// - Failures: none in either world, since everything is retried elsewhere.
  /// - Shares: turns are taken in order, so what differs is how long c and d were out, which is a
  ///   matter of when checks and sweeps fell: within 3 points of 25.
  /// - Transitions: the same ones in the same order; between c's and d's lies more than a second.
  @Test
  void sharesFailuresAndTransitionsAgree() throws Exception {
    Scenario plain = Scenarios.plain(4, 150, new Fixed(Duration.ofMillis(2)));
    Scenario scenario =
        Scenarios.with(
            lasting(
                plain.withBalancer(
                    plain
                        .balancer()
                        .withTimeout(FAR)
                        .withRetry(Optional.of(RetrySettings.DEFAULTS))
                        .withHealthCheck(Optional.of(CHECKS))
                        .withOutlierEjection(Optional.of(EJECTION))),
                7_500),
            sick("c", new Effect.Refuse(), Scope.HEALTH_CHECK, 800, 2_200),
            sick("d", new Effect.Errors(1, 503), Scope.TRAFFIC, 4_000, 5_000));

    Summary virtual = new VirtualRunner().run(scenario, reading -> {}, () -> false).summary();
    Summary live = new LiveRunner().run(scenario, reading -> {}, () -> false).summary();

    assertThat(virtual.transitions())
        .extracting(Transition::node, Transition::from, Transition::to)
        .containsExactly(
            tuple("c", "up", "down"),
            tuple("c", "down", "up"),
            tuple("d", "up", "ejected"),
            tuple("d", "ejected", "up"));
    assertThat(moves(live)).isEqualTo(moves(virtual));
    assertThat(virtual.requests().failed()).isZero();
    assertThat(live.requests().failed()).isZero();
    double generated = virtual.requests().generated();
    assertThat((double) live.requests().generated()).isCloseTo(generated, within(0.05 * generated));
    assertSharesAgree(live, virtual, 0.03);
  }

  /// Failures that nobody mends are drawn by the node's own stream of chance, which is the same in
  /// both worlds: the n-th request to a node meets the same fate. Nodes are chosen by the same
  /// draws, too, so shares and failures differ only by the requests that a run sends which ends a
  /// moment late: 1 point and 10 %, a third of a second.
  @Test
  void chanceFallsTheSameWay() throws Exception {
    Scenario plain = Scenarios.plain(3, 200, new Fixed(Duration.ofMillis(2)));
    Scenario scenario =
        Scenarios.with(
            lasting(
                plain.withBalancer(
                    plain.balancer().withTimeout(FAR).withStrategy(new WeightedRandomSpec())),
                3_000),
            new PlannedFault(
                "b",
                Duration.ZERO,
                Optional.empty(),
                new Fault(new Effect.Errors(0.4, 500), Scope.TRAFFIC)));

    Summary virtual = new VirtualRunner().run(scenario, reading -> {}, () -> false).summary();
    Summary live = new LiveRunner().run(scenario, reading -> {}, () -> false).summary();

    double expected = virtual.failures().getOrDefault("status-500", 0L);
    assertThat(expected).isGreaterThan(50);
    assertThat((double) live.failures().getOrDefault("status-500", 0L))
        .isCloseTo(expected, within(0.1 * expected));
    assertSharesAgree(live, virtual, 0.01);
  }

  /// One of two nodes hangs, so each request that it gets is saved by a hedge. A hedge takes a turn
  /// of the other node as well, so when it is sent decides who gets which of the next requests: the
  /// share of hedged requests agrees within 10 points. That none is lost holds exactly.
  @Test
  void hedgesSaveTheSameRequests() throws Exception {
    Scenario plain = Scenarios.plain(2, 40, new Fixed(Duration.ofMillis(1)));
    Scenario scenario =
        Scenarios.with(
            lasting(
                plain.withBalancer(
                    plain
                        .balancer()
                        .withTimeout(FAR)
                        .withHedge(
                            Optional.of(new HedgeSettings.AfterDelay(Duration.ofMillis(400))))),
                3_000),
            new PlannedFault(
                "a", Duration.ZERO, Optional.empty(), new Fault(new Effect.Hang(), Scope.TRAFFIC)));

    Summary virtual = new VirtualRunner().run(scenario, reading -> {}, () -> false).summary();
    Summary live = new LiveRunner().run(scenario, reading -> {}, () -> false).summary();

    assertThat(virtual.requests().failed()).isZero();
    assertThat(live.requests().failed()).isZero();
    assertThat(hedgeShare(virtual)).isBetween(0.4, 0.7);
    assertThat(hedgeShare(live)).isCloseTo(hedgeShare(virtual), within(0.1));
    assertThat(live.attempts().cancelled()).isEqualTo(live.attempts().hedges());
  }

  private static double hedgeShare(Summary summary) {
    return (double) summary.attempts().hedges() / summary.requests().generated();
  }

  private static void assertSharesAgree(Summary live, Summary virtual, double tolerance) {
    for (int i = 0; i < virtual.nodes().size(); i++) {
      NodeSummary expected = virtual.nodes().get(i);
      assertThat(live.nodes().get(i).share())
          .as("share of %s", expected.id())
          .isCloseTo(expected.share(), within(tolerance));
    }
  }

  private static List<String> moves(Summary summary) {
    return summary.transitions().stream()
        .map(move -> move.node() + ": " + move.from() + " to " + move.to())
        .toList();
  }

  private static Scenario lasting(Scenario scenario, long millis) {
    return Scenarios.lasting(scenario, Duration.ZERO, Duration.ofMillis(millis));
  }

  private static PlannedFault sick(
      String node, Effect effect, Scope scope, long fromMillis, long untilMillis) {
    return new PlannedFault(
        node,
        Duration.ofMillis(fromMillis),
        Optional.of(Duration.ofMillis(untilMillis)),
        new Fault(effect, scope));
  }
}
