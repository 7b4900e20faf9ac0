package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Virtual time against the formulas of the textbooks. Each figure is the mean over independent
/// seeds, and its 99.9 % confidence interval (Student's t) must hold the formula's value.
class QueueingTheoryTest {
  private static final Duration MEAN_WORK = Duration.ofMillis(10);
  private static final int SEEDS = 10;

  /// Student's t for 9 degrees of freedom, two-sided 99.9 %.
  private static final double T_999 = 4.781;

  @Test
  void oneNodeIsAnMm1Queue() throws Exception {
    // M/M/1: T = 1 / (mu - lambda) = 1 / (100 - 70) s.
    assertHolds(meanMillis(Scenarios.plain(1, 70, new Exponential(MEAN_WORK))), 1000.0 / 30);
  }

  @Test
  void oneNodeWithFourWorkersIsAnMmcQueue() throws Exception {
    Scenario plain = Scenarios.plain(1, 300, new Exponential(MEAN_WORK));
    Scenario fourWorkers =
        new Scenario(
            plain.id(),
            plain.title(),
            plain.description(),
            plain.seed(),
            plain.duration(),
            plain.warmup(),
            List.of(new NodeSpec("a", 1, 1, 4, OptionalInt.empty())),
            plain.networkLatency(),
            plain.traffic(),
            plain.balancers(),
            plain.balancer(),
            plain.faults(),
            plain.claims());

    // Erlang C for c = 4 and a = 3: C = (81 / 24 x 4) / (1 + 3 + 9 / 2 + 27 / 6 + 81 / 24 x 4).
    double waiting = 13.5 / (13.0 + 13.5);
    assertHolds(meanMillis(fourWorkers), 10 + waiting * 1000 / (400 - 300));
  }

  @Test
  void randomSplitsPoissonTrafficIntoIndependentMm1Queues() throws Exception {
    Scenario plain = Scenarios.plain(4, 280, new Exponential(MEAN_WORK));

    assertHolds(
        meanMillis(plain.withBalancer(plain.balancer().withStrategy(new RandomSpec()))),
        1000.0 / 30);
  }

  @Test
  void roundRobinGivesEachNodeErlangArrivals() throws Exception {
    // GI/M/1 with Erlang-2 gaps: sigma = (2 lambda / (2 lambda + mu (1 - sigma)))^2, T = 1 / (mu (1
    // -
    // sigma)); for lambda = 70 a node and mu = 100.
    double sigma = 0.5;
    for (int i = 0; i < 1_000; i++) {
      double root = 140 / (140 + 100 * (1 - sigma));
      sigma = root * root;
    }
    assertHolds(meanMillis(Scenarios.plain(2, 140, new Exponential(MEAN_WORK))), 10 / (1 - sigma));
  }

  @Test
  void twoChoicesOverManyNodesFollowTheSupermarketModel() throws Exception {
    Scenario plain = Scenarios.plain(100, 9_000, new Exponential(MEAN_WORK));
    Scenario twoChoices =
        Scenarios.lasting(
            plain.withBalancer(plain.balancer().withStrategy(new PowerOfTwoSpec(2))),
            Duration.ofSeconds(5),
            Duration.ofSeconds(25));

    double limit = 0;
    for (int i = 1; i < 20; i++) {
      limit += Math.pow(0.9, Math.pow(2, i) - 2);
    }

    // The model is the limit for infinitely many nodes; 100 of them lie a little above it.
    Estimate found = meanMillis(twoChoices, 3);
    assertThat(found.mean).isBetween(limit * 10 * 0.99, limit * 10 * 1.05);
  }

  @Test
  void littlesLawHoldsForEveryNode() throws Exception {
    Summary summary =
        play(
            Scenarios.lasting(
                Scenarios.plain(3, 200, new Exponential(MEAN_WORK)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(520)));

    assertThat(summary.nodes())
        .allSatisfy(node -> {
          double arrivals = node.attempts() / summary.measuredSeconds();
          double expected = arrivals * node.latency().meanNanos() / 1e9;
          assertThat(node.meanInFlight()).isCloseTo(expected, within(expected * 0.01));
          assertThat(node.utilization()).isCloseTo(2.0 / 3, within(0.02));
        });
  }

  private static Estimate meanMillis(Scenario scenario) throws RunFailedException {
    return meanMillis(
        Scenarios.lasting(scenario, Duration.ofSeconds(30), Duration.ofSeconds(430)), SEEDS);
  }

  private static Estimate meanMillis(Scenario scenario, int seeds) throws RunFailedException {
    double[] means = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      means[seed] = play(Scenarios.seeded(scenario, seed + 1)).latency().meanNanos() / 1e6;
    }
    double mean = IntStream.range(0, seeds).mapToDouble(i -> means[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, seeds).mapToDouble(i -> (means[i] - mean) * (means[i] - mean)).sum();
    return new Estimate(mean, T_999 * Math.sqrt(squares / (seeds - 1) / seeds));
  }

  private static void assertHolds(Estimate found, double expected) {
    assertThat(found.halfWidth).isLessThan(expected * 0.15); // Else the test could not fail.
    assertThat(found.mean).isCloseTo(expected, within(found.halfWidth));
  }

  private static Summary play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }

  private record Estimate(double mean, double halfWidth) {}
}
