package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The black hole: a node that fails at once is never busy, so whoever looks for the least busy or
/// the fastest node finds it.
///
/// Five nodes at 70 % of what they can do; four could still carry it all. Soon c answers 503 at
/// once; its health checks pass. There are no retries, so what c gets is lost.
class BlackHoleOfLeastConnectionsTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final double FAIR_SHARE = 0.2;

  @Test
  void roundRobinLosesTheSickNodesShareAndNoMore() throws Exception {
    assertThat(lost(under(StrategyType.ROUND_ROBIN.defaults()))).isBetween(0.19, 0.21);
  }

  @Test
  void leastConnectionsFeedsTheNodeThatFailsFast() throws Exception {
    Summary summary = play(under(StrategyType.LEAST_CONNECTIONS.defaults()));

    assertThat(c(summary).share()).isGreaterThan(1.8 * FAIR_SHARE);
    assertThat(c(summary).meanInFlight()).isZero(); // That is why.
    assertThat(c(summary).failed()).isEqualTo(summary.requests().failed());
  }

  @Test
  void twoChoicesLimitTheHarmToTheDrawsThatHoldTheSickNode() throws Exception {
    // c is in 2 of 5 pairs, and wins each of them but some ties.
    assertThat(lost(under(StrategyType.POWER_OF_TWO.defaults()))).isBetween(FAIR_SHARE, 0.41);
  }

  @Test
  void responseTimesMakeItWorseWhereAFailureCountsAsTheTimeItTook() throws Exception {
    // As Finagle counts: c costs nothing and wins every pair that it is in.
    assertThat(lost(under(StrategyType.PEAK_EWMA.defaults()))).isBetween(0.37, 0.43);
  }

  @Test
  void ejectionClosesTheHole() throws Exception {
    Scenario sick = under(StrategyType.LEAST_CONNECTIONS.defaults());
    Scenario ejecting =
        sick.withBalancer(
            sick.balancer().withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM)));

    Summary summary = play(ejecting);

    assertThat(summary.transitions()).anyMatch(step -> step.to().equals("ejected"));
    assertThat(lostOf(summary)).isLessThan(0.01);
  }

  @Test
  void failuresThatCountAsSlowAnswersCloseIt() throws Exception {
    var times = new ResponseTimes(TEN_SECONDS, Duration.ofSeconds(5));

    assertThat(lost(under(new PeakEwmaSpec(times)))).isLessThan(0.01);
    assertThat(lost(under(new LeastResponseTimeSpec(times)))).isLessThan(0.01);
  }

  private static Scenario under(StrategySpec strategy) {
    Scenario plain =
        Scenarios.lasting(
            Scenarios.plain(5, 350, new Exponential(Duration.ofMillis(10))),
            Duration.ofSeconds(1),
            Duration.ofSeconds(61));
    return Scenarios.with(
        plain.withBalancer(plain.balancer().withStrategy(strategy)),
        new PlannedFault(
            "c",
            Duration.ofMillis(500),
            Optional.empty(),
            new Fault(new Effect.Errors(1, 503), Scope.TRAFFIC)));
  }

  private static double lost(Scenario scenario) throws RunFailedException {
    return lostOf(play(scenario));
  }

  private static double lostOf(Summary summary) {
    return (double) summary.requests().failed() / summary.requests().generated();
  }

  private static NodeSummary c(Summary summary) {
    return summary.nodes().get(2);
  }

  private static Summary play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, frame -> {}, () -> false).summary();
  }
}
