package dev.steelyard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /// From the table at the back of every book on statistics.
  @ParameterizedTest
  @CsvSource({
    "0.95, 1, 12.706",
    "0.95, 4, 2.776",
    "0.95, 9, 2.262",
    "0.95, 30, 2.042",
    "0.99, 9, 3.250",
    "0.999, 9, 4.781",
    "0.90, 29, 1.699",
  })
  void studentsTIsThatOfTheTables(double level, int degrees, double bound) {
    assertThat(StudentT.twoSided(new Confidence(level), degrees)).isCloseTo(bound, within(5e-4));
  }

  /// Student's own sample: the extra sleep of ten patients by one drug and by another, in hours.
  @Test
  void pairsTellMoreThanTwoSamples() {
    double[] firstDrug = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] secondDrug = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    Interval difference = Interval.ofDifferences(secondDrug, firstDrug, Confidence.USUAL);

    assertThat(difference.mean()).isCloseTo(1.58, within(1e-9));
    assertThat(difference.halfWidth()).isCloseTo(0.880, within(5e-4));
    assertThat(difference.contains(0)).isFalse();
    assertThat(Interval.of(secondDrug, Confidence.USUAL).contains(0.75)).isFalse();
    assertThat(Interval.of(firstDrug, Confidence.USUAL).contains(2.0)).isTrue();
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    RandomGenerator random = new Seeds(1).stream("interval");
    int held = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      double[] values = random.doubles(5).map(uniform -> normal(random, uniform)).toArray();
      held += Interval.of(values, Confidence.USUAL).contains(0) ? 1 : 0;
    }

    assertThat(held).isBetween(1_860, 1_940); // 1900 +- 4 standard deviations.
  }

  private static double normal(RandomGenerator random, double uniform) {
    return Math.sqrt(-2 * Math.log1p(-uniform)) * Math.cos(2 * Math.PI * random.nextDouble());
  }

  @Test
  void severalStatementsTogetherNeedMoreOfEach() {
    assertThat(Confidence.USUAL.each(1)).isEqualTo(Confidence.USUAL);
    assertThat(Confidence.USUAL.each(5).level()).isCloseTo(0.99, within(1e-12));
  }

  @Test
  void alikeValuesLeaveNoDoubt() {
    var interval = Interval.of(new double[] {3, 3, 3}, Confidence.USUAL);

    assertThat(interval).isEqualTo(new Interval(3, 0));
    assertThat(interval.contains(3)).isTrue();
  }

  @Test
  void tooFewValuesAreRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> Interval.of(one, Confidence.USUAL))
        .hasMessageContaining("values: 1 of them must be 2 or more");
    assertThatThrownBy(() -> Interval.ofDifferences(one, new double[2], Confidence.USUAL))
        .hasMessageContaining("other: 2 of them must be 1");
    assertThatThrownBy(() -> new Confidence(1)).hasMessageContaining("level: 1.0 must be");
    assertThatThrownBy(() -> Confidence.USUAL.each(0)).hasMessageContaining("statements: 0 must");
    assertThatThrownBy(() -> new Interval(0, -1)).hasMessageContaining("halfWidth: -1.0 must be");
  }
}
