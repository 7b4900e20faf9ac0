package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.metrics.Summary;
import dev.steelyard.run.expected.InFlight;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import dev.steelyard.theory.Gim1;
import dev.steelyard.theory.Mm1;
import dev.steelyard.theory.Mmc;
import dev.steelyard.theory.QueueModel;
import dev.steelyard.theory.Supermarket;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Virtual time against theory. Each figure is the mean over independent seeds, and its 99.9 %
/// confidence interval must hold what the formula says, and be narrow enough to be of worth.
class QueueingTheoryTest {
  private static final Duration MEAN_WORK = Duration.ofMillis(1);
  private static final double SERVICE = 1_000;
  private static final int SEEDS = 10;
  private static final Confidence SURE = new Confidence(0.999);

  @Test
  void oneNodeIsAnMm1Queue() throws Exception {
    assertHolds(plain(1, 700, new RoundRobinSpec()), 25, new Mm1(700, SERVICE));
  }

  @Test
  void oneNodeWithFourWorkersIsAnMmcQueue() throws Exception {
    Scenario plain = plain(1, 3_200, new RoundRobinSpec());
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

    assertHolds(fourWorkers, 6, new Mmc(4, 3_200, SERVICE));
  }

  @Test
  void randomSplitsPoissonTrafficIntoIndependentMm1Queues() throws Exception {
    assertHolds(plain(4, 2_800, new RandomSpec()), 8, new Mm1(700, SERVICE));
  }

  @ParameterizedTest
  @CsvSource({"2, 1400, 12", "5, 4000, 6"})
  void roundRobinGivesEachNodeErlangArrivals(int nodes, double rate, int seconds) throws Exception {
    assertHolds(
        plain(nodes, rate, new RoundRobinSpec()),
        seconds,
        Gim1.roundRobin(nodes, rate / nodes, SERVICE));
  }

  /// Three nodes are far from the limit of the supermarket model, so they are compared with the
  /// exact solution of their Markov chain. With three choices that is the shortest queue of all.
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void aFewChoicesOfThreeNodesAreAsTheirMarkovChainSays(int choices) throws Exception {
    double exact = 1e3 / SERVICE * ThreeQueues.meanTime(choices, 0.7);

    Interval found = meanMillis(plain(3, 2_100, new PowerOfTwoSpec(choices)), 16);

    assertHolds(found, exact, 0.05);
  }

  @Test
  void theMarkovChainOfThreeNodesIsMm1WithOneChoice() {
    assertThat(ThreeQueues.meanTime(1, 0.5)).isCloseTo(2, within(1e-4));
  }

  /// Of ten nodes there is neither a formula nor a chain of bearable size, so there are bounds: no
  /// way to choose is better than one queue before ten workers, a choice is better than none, and
  /// finitely many nodes are worse than the limit, here by 20 % at most.
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void aFewChoicesOfTenNodesLieBetweenTheirBounds(int choices) throws Exception {
    Interval found = meanMillis(plain(10, 8_000, new PowerOfTwoSpec(choices)), 4);

    double limit = 1e3 * new Supermarket(choices, 800, SERVICE).meanTime();
    assertThat(found.mean() - found.halfWidth())
        .isGreaterThan(1e3 * new Mmc(10, 8_000, SERVICE).meanTime())
        .isGreaterThan(limit);
    assertThat(found.mean() + found.halfWidth())
        .isLessThan(1e3 * new Mm1(800, SERVICE).meanTime())
        .isLessThan(1.2 * limit);
  }

  /// A hundred nodes are near the limit, and a little above it.
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void aFewChoicesOfAHundredNodesAreNearTheSupermarketModel(int choices) throws Exception {
    Interval found = meanMillis(plain(100, 80_000, new PowerOfTwoSpec(choices)), 0.5);

    double limit = 1e3 * new Supermarket(choices, 800, SERVICE).meanTime();
    assertThat(found.halfWidth()).isLessThan(limit * 0.03);
    assertThat(found.mean()).isBetween(limit, limit * 1.03);
  }

  @Test
  void littlesLawHoldsForEveryNode() throws Exception {
    Summary summary = played(plain(3, 2_000, new RoundRobinSpec()), 30, 1).runs().getFirst();

    InFlight inFlight = InFlight.of(summary).orElseThrow();
    assertThat(inFlight.measured()).isCloseTo(inFlight.expected(), within(0.02));
    assertThat(summary.nodes())
        .allSatisfy(node -> {
          double arrivals = node.attempts() / summary.measuredSeconds();
          double expected = arrivals * node.latency().meanNanos() / 1e9;
          assertThat(node.meanInFlight()).isCloseTo(expected, within(expected * 0.01));
          assertThat(node.utilization()).isCloseTo(2.0 / 3, within(0.02));
        });
  }

  /// The interval that a single run gives itself by batch means must hold the truth in 19 of 20
  /// runs; of 40 runs that is all but a few.
  @Test
  void theIntervalOfASingleRunHoldsTheTruth() throws Exception {
    double truth = 1e9 * new Mm1(600, SERVICE).meanTime();

    List<Summary> runs = played(plain(1, 600, new RoundRobinSpec()), 12, 40).runs();

    long told = runs.stream().filter(run -> run.meanHalfWidthNanos().isPresent()).count();
    long held =
        runs.stream()
            .filter(run ->
                Math.abs(run.latency().meanNanos() - truth) <= run.meanHalfWidthNanos().orElse(-1))
            .count();
    assertThat(told).isGreaterThanOrEqualTo(36);
    assertThat(held).isBetween(told - 6, told);
  }

  private static Scenario plain(int nodes, double rate, StrategySpec strategy) {
    Scenario plain = Scenarios.plain(nodes, rate, new Exponential(MEAN_WORK));
    return plain.withBalancer(plain.balancer().withStrategy(strategy));
  }

  private static void assertHolds(Scenario scenario, int seconds, QueueModel model)
      throws RunFailedException {
    Played played = played(scenario, seconds, SEEDS);
    assertHolds(interval(played, Measure.MEAN), 1e3 * model.meanTime(), 0.12);
    assertHolds(interval(played, Measure.P99), 1e3 * model.timeQuantile(0.99), 0.25);
    assertHolds(interval(played, Measure.UTILIZATION), model.utilization(), 0.05);
  }

  /// @param widest how wide the interval may be, for a test that could not fail is none
  private static void assertHolds(Interval found, double expected, double widest) {
    assertThat(found.halfWidth()).isLessThan(expected * widest);
    assertThat(found.mean()).isCloseTo(expected, within(found.halfWidth()));
  }

  private static Interval meanMillis(Scenario scenario, double seconds) throws RunFailedException {
    return interval(played(scenario, seconds, SEEDS), Measure.MEAN);
  }

  private static Interval interval(Played played, Measure measure) {
    return Interval.of(played.runs().stream().mapToDouble(measure::of).toArray(), SURE);
  }

  /// A fifth of the time is warm-up.
  private static Played played(Scenario scenario, double seconds, int seeds)
      throws RunFailedException {
    Scenario lasting =
        Scenarios.lasting(
            scenario,
            Duration.ofMillis(Math.round(200 * seconds)),
            Duration.ofMillis(Math.round(1_000 * seconds)));
    return new Series(new VirtualRunner(), 2)
        .play(List.of(new Variant("", lasting)), seeds, progress -> {}, () -> false)
        .getFirst();
  }
}
