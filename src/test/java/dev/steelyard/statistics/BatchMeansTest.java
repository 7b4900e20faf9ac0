package dev.steelyard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BatchMeansTest {
  private final RandomGenerator random = new Seeds(3).stream("batches");

  @Test
  void evenBatchesGiveTheIntervalOfTheirMeans() {
    double[] means = random.doubles(20).toArray();
    double[] sums = Arrays.stream(means).map(mean -> 50 * mean).toArray();
    long[] counts = new long[20];
    Arrays.fill(counts, 50);

    Interval found = BatchMeans.interval(counts, sums, Confidence.USUAL).orElseThrow();

    Interval expected = Interval.of(means, Confidence.USUAL);
    assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-12));
    assertThat(found.halfWidth()).isCloseTo(expected.halfWidth(), within(1e-12));
  }

  @Test
  void aBatchWithMoreValuesCountsMore() {
    long[] counts = new long[20];
    double[] sums = new double[20];
    for (int i = 0; i < 20; i++) {
      counts[i] = i % 2 == 0 ? 100 : 10;
      sums[i] = counts[i] * (i % 2 == 0 ? 1 : 2);
    }

    assertThat(BatchMeans.interval(counts, sums, Confidence.USUAL).orElseThrow().mean())
        .isCloseTo(1200.0 / 1100, within(1e-12));
  }

  /// Each value holds 0.9 of the one before, so 20,000 of them tell as much as 1,000 independent
  /// ones; intervals that took no notice would hold the truth in every third case only.
  @Test
  void mostIntervalsHoldTheTruthThoughValuesDependOnThoseBefore() {
    int held = 0;
    int told = 0;
    for (int trial = 0; trial < 400; trial++) {
      Optional<Interval> interval = ofChain(0.9, 40, 500);
      told += interval.isPresent() ? 1 : 0;
      held += interval.isPresent() && interval.get().contains(0) ? 1 : 0;
    }

    assertThat(told).isGreaterThan(380);
    assertThat((double) held / told).isBetween(0.91, 0.985);
  }

  @Test
  void aRunThatIsTooShortForItsMemoryTellsNothing() {
    int told = 0;
    for (int trial = 0; trial < 200; trial++) {
      told += ofChain(0.9999, 40, 500).isPresent() ? 1 : 0;
    }

    assertThat(told).isLessThan(20);
  }

  @Test
  void alikeValuesLeaveNoDoubt() {
    long[] counts = new long[15];
    double[] sums = new double[15];
    Arrays.fill(counts, 10);
    Arrays.fill(sums, 70);

    assertThat(BatchMeans.interval(counts, sums, Confidence.USUAL)).hasValue(new Interval(7, 0));
  }

  @Test
  void tooLittleTellsNothing() {
    assertThat(BatchMeans.interval(new long[0], new double[0], Confidence.USUAL)).isEmpty();
    assertThat(ofChain(0, 14, 1_000)).isEmpty();
    assertThat(ofChain(0, 40, 9)).isEmpty();
    assertThat(ofChain(0, 40, 10)).isPresent();
  }

  /// @param memory the share of each value that the next one holds
  private Optional<Interval> ofChain(double memory, int batches, int size) {
    long[] counts = new long[batches];
    double[] sums = new double[batches];
    double value = 0;
    for (int i = 0; i < batches * size; i++) {
      value = memory * value + random.nextDouble() - 0.5;
      counts[i / size]++;
      sums[i / size] += value;
    }
    return BatchMeans.interval(counts, sums, Confidence.USUAL);
  }
}
