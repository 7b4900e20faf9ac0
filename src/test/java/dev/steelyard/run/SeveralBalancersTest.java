package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.fault.Effect;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Several balancers in front of the same nodes, in virtual time.
class SeveralBalancersTest {
  private static final int MANY = 30;

  /// With one balancer the least connections are those of the node. With thirty each sees a
  /// thirtieth of them, and what it holds for idle is busy with the requests of the others.
  @Test
  void leastConnectionsNeedsToSeeAllConnections() throws Exception {
    var strategy = new LeastConnectionsSpec(Ties.RANDOM);

    assertThat(meanMillis(strategy, MANY)).isGreaterThan(2 * meanMillis(strategy, 1));
  }

  /// Balancers that break ties in the same way run to the same node, which none of them sees
  /// filling up: worse than if they looked at nothing at all.
  @Test
  void balancersThatBreakTiesAlikeRunInAHerd() throws Exception {
    var herding = new LeastConnectionsSpec(Ties.FIRST);

    assertThat(meanMillis(herding, 1)).isLessThan(meanMillis(new RandomSpec(), 1) / 2);
    assertThat(meanMillis(herding, MANY)).isGreaterThan(2 * meanMillis(new RandomSpec(), MANY));
  }

  /// Two choices know less to begin with and lose less: chance keeps the balancers apart.
  @Test
  void twoChoicesHerdLess() throws Exception {
    var twoChoices = new PowerOfTwoSpec(2);
    double loss = meanMillis(twoChoices, MANY) / meanMillis(twoChoices, 1);

    for (Ties ties : Ties.values()) {
      var least = new LeastConnectionsSpec(ties);
      double lossOfLeast = meanMillis(least, MANY) / meanMillis(least, 1);
      assertThat(lossOfLeast).as("ties %s", ties).isGreaterThan(1.2 * loss);
    }
    assertThat(meanMillis(twoChoices, MANY)).isLessThan(meanMillis(new RandomSpec(), MANY));
  }

  @Test
  void eachBalancerFindsOutByItselfThatANodeIsDown() throws Exception {
    Summary summary = play(Scenarios.fiveWithOneSick(new Effect.Refuse()).withBalancers(3));

    List<Transition> noticed = of(summary, "down");
    assertThat(noticed).extracting(Transition::node).containsOnly("c");
    assertThat(noticed)
        .extracting(Transition::balancer)
        .containsExactlyInAnyOrder(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3));
    assertThat(noticed.stream().map(Transition::atSeconds).distinct()).hasSize(3);
    assertThat(of(summary, "up")).hasSize(3);
    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.requests().generated())
        .isEqualTo(summary.requests().succeeded())
        .isEqualTo(summary.attempts().first());
    assertThat(summary.nodes().stream().mapToLong(Summary.NodeSummary::attempts).sum())
        .isEqualTo(summary.attempts().total());
  }

  @Test
  void onlyBalancerHasNoNumber() throws Exception {
    Summary summary = play(Scenarios.fiveWithOneSick(new Effect.Refuse()));

    assertThat(summary.transitions())
        .extracting(Transition::balancer)
        .containsOnly(OptionalInt.empty())
        .hasSize(2);
  }

  @Test
  void sameSeedGivesTheSameRun() throws Exception {
    Scenario scenario = Scenarios.fiveWithOneSick(new Effect.Refuse()).withBalancers(3);

    assertThat(play(scenario)).isEqualTo(play(scenario));
  }

  private static List<Transition> of(Summary summary, String state) {
    return summary.transitions().stream().filter(move -> move.to().equals(state)).toList();
  }

  /// Ten nodes at 70 % of what they can do.
  private static double meanMillis(StrategySpec strategy, int balancers) throws Exception {
    Scenario plain = Scenarios.plain(10, 700, new Exponential(Duration.ofMillis(10)));
    Scenario scenario =
        Scenarios.lasting(
            plain.withBalancer(plain.balancer().withStrategy(strategy)).withBalancers(balancers),
            Duration.ofSeconds(5),
            Duration.ofSeconds(45));
    return play(scenario).latency().meanNanos() / 1e6;
  }

  private static Summary play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, frame -> {}, () -> false).summary();
  }
}
