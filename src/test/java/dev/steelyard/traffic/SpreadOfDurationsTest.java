package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.traffic.Distribution.Bimodal;
import dev.steelyard.traffic.Distribution.LogNormal;
import dev.steelyard.traffic.Distribution.Normal;
import dev.steelyard.traffic.Distribution.Pareto;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The distributions that have a tail or two humps.
class SpreadOfDurationsTest {
  private static final int SAMPLES = 200_000;
  private static final double HOUR = 3_600e9;

  /// Four standard errors, by the spread of the samples themselves.
  @ParameterizedTest
  @MethodSource("spreads")
  void meanIsExact(Distribution spread) {
    long[] drawn = drawn(spread);
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double squares = Arrays.stream(drawn).mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / SAMPLES / SAMPLES);

    assertThat(error).isLessThan(0.01 * mean); // Else the test could not fail.
    assertThat(mean).as("seed 1").isCloseTo(spread.meanNanos(), within(4 * error + 1));
  }

  static Stream<Distribution> spreads() {
    return Stream.of(
        new Normal(millis(20), millis(5)),
        new Normal(millis(20), millis(20)), // A sixth is below 0.
        new Normal(Duration.ZERO, millis(20)), // Half is below 0.
        new Normal(Duration.ofMinutes(50), Duration.ofMinutes(30)), // Some beyond an hour.
        new LogNormal(millis(20), millis(200)),
        new LogNormal(millis(20), millis(20)),
        new LogNormal(Duration.ofMinutes(30), Duration.ofHours(1)), // 1 % is cut.
        new Pareto(millis(10), 2.5),
        new Pareto(millis(10), 100),
        new Pareto(Duration.ofMinutes(20), 1.1), // A third is cut.
        new Bimodal(millis(5), millis(100), 0.1));
  }

  @Test
  void normalLiesAboutItsMeanAsTheBellCurveSays() {
    long[] drawn = drawn(new Normal(millis(100), millis(10)));

    assertShare(drawn, millis(90), 0.158655);
    assertShare(drawn, millis(100), 0.5);
    assertShare(drawn, millis(110), 0.841345);
    assertShare(drawn, millis(120), 0.977250);
  }

  @Test
  void normalBelowNothingCountsAsNothing() {
    long[] drawn = drawn(new Normal(millis(10), millis(10)));

    assertThat(Arrays.stream(drawn).min()).hasValue(0);
    assertShare(drawn, Duration.ZERO, 0.158655);
  }

  @Test
  void logNormalHasTheMedianAndTheP99ThatWereAskedFor() {
    long[] drawn = drawn(new LogNormal(millis(20), millis(300)));

    assertShare(drawn, millis(20), 0.5);
    assertShare(drawn, millis(300), 0.99);
  }

  @Test
  void paretoHasTheTailOfItsAlpha() {
    long[] drawn = drawn(new Pareto(millis(10), 1.5));

    assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(10_000_000L, 10_001_000L);
    assertShare(drawn, millis(20), 1 - Math.pow(2, -1.5));
    assertShare(drawn, millis(1_000), 1 - Math.pow(100, -1.5));
    assertThat(Arrays.stream(drawn).max().orElseThrow()).isLessThanOrEqualTo((long) HOUR);
  }

  @Test
  void bimodalGivesItsTwoValuesOnly() {
    long[] drawn = drawn(new Bimodal(millis(5), millis(100), 0.1));

    assertThat(Arrays.stream(drawn).distinct().sorted()).containsExactly(5_000_000L, 100_000_000L);
    assertShare(drawn, millis(5), 0.9);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void nothingIsNegativeOrEndlessAtTheEndsOfChance(long bits) {
    Stream.of(
            new Pareto(Duration.ofMinutes(59), 1.001),
            new Bimodal(Duration.ZERO, Duration.ofHours(1), 0.5))
        .forEach(spread -> assertThat(spread.sample(() -> bits)).isBetween(0L, (long) HOUR));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.8413447460685429",
    "-1.96, 0.0249978951482204",
    "2.3263478740408408, 0.99",
    "-6, 9.865876450376981e-10",
    "9, 1",
    "-9, 0"
  })
  void distributionFunctionIsThatOfTheTables(double x, double below) {
    assertThat(Gaussian.below(x)).isCloseTo(below, within(1e-15));
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertRefused(() -> new Normal(millis(-1), millis(1)), "mean: PT-0.001S must be from PT0S to");
    assertRefused(() -> new Normal(millis(1), millis(-1)), "sd: PT-0.001S must be from PT0S to");
    assertRefused(() -> new LogNormal(Duration.ZERO, millis(1)), "median: PT0S must be from PT0.0");
    assertRefused(() -> new LogNormal(millis(2), millis(1)), "p99: PT0.001S must be from PT0.002S");
    assertRefused(() -> new Pareto(Duration.ZERO, 2), "min: PT0S must be from PT0.000000001S");
    assertRefused(() -> new Pareto(millis(1), 1), "alpha: 1.0 must be above 1, at most 100.0");
    assertRefused(() -> new Pareto(millis(1), Double.NaN), "alpha: NaN must be above 1, at most");
    assertRefused(() -> new Bimodal(millis(2), millis(1), 0), "high: PT0.001S must be from PT0.00");
    assertRefused(() -> new Bimodal(millis(1), millis(2), 1.1), "highShare: 1.1 must be from 0 to");
  }

  @Test
  void skewIsZipfsAlsoFarDown() {
    double[] shares = new double[1_000];
    for (int rank = 1; rank <= shares.length; rank++) {
      shares[rank - 1] = 1.0 / rank;
    }
    var ranks = new Ranks(shares);
    RandomGenerator random = new Seeds(1).stream("clients");
    int[] drawn = new int[shares.length];
    for (int i = 0; i < SAMPLES; i++) {
      drawn[ranks.draw(random)]++;
    }

    double harmonic = Arrays.stream(shares).sum();
    for (int rank : new int[] {1, 2, 10, 100}) {
      double expected = SAMPLES / harmonic / rank;
      assertThat((double) drawn[rank - 1])
          .as("rank %s", rank)
          .isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }
    assertThat(Arrays.stream(drawn, 900, 1_000).sum()).isPositive();
  }

  private static void assertRefused(Runnable made, String message) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageStartingWith(message);
  }

  /// The share of draws up to a bound, within four standard errors.
  private static void assertShare(long[] drawn, Duration bound, double expected) {
    double share =
        Arrays.stream(drawn).filter(x -> x <= bound.toNanos()).count() / (double) SAMPLES;
    double error = Math.sqrt(expected * (1 - expected) / SAMPLES);

    assertThat(share).as("up to %s, seed 1", bound).isCloseTo(expected, within(4 * error));
  }

  private static long[] drawn(Distribution spread) {
    RandomGenerator random = new Seeds(1).stream("work");
    long[] drawn = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      drawn[i] = spread.sample(random);
    }
    return drawn;
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
