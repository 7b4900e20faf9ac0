package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyMeterTest {
  private static final long MICRO = 1_000;

  @Test
  void meterOfNothingSaysSo() {
    assertThat(new LatencyMeter(LatencyMeter.WINDOW_DIGITS).latency()).isEqualTo(Latency.NONE);
  }

  /// Few values are kept as they are and many are counted; nobody can tell from the figures.
  @ParameterizedTest(name = "{0} values, {1} digits")
  @CsvSource({
    "1,2", "2,3", "9,2", "100,3", "256,2", "257,2", "2048,3", "2049,3", "5000,2", "5000,3"
  })
  void figuresAreThoseOfAHistogramHoweverManyValuesThereAre(int count, int digits) {
    var meter = new LatencyMeter(digits);
    var histogram = new Histogram(digits);
    long[] nanos = drawn(count, count);

    for (long value : nanos) {
      meter.record(value);
      histogram.recordValue(value / MICRO);
    }

    assertSame(meter.latency(), histogram, nanos);
    assertThat(meter.latency()).as("read again").isEqualTo(meter.latency());
  }

  /// Slots as a window has them: empty ones, ones with a few values, and full ones.
  @ParameterizedTest(name = "{0}, {1} and {2} values")
  @CsvSource({"0,0,5", "3,0,4", "200,100,50", "256,256,0", "5,1000,7", "1000,5,900", "0,0,300"})
  void sumIsThatOfAllValues(int first, int second, int third) {
    var sum = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
    var histogram = new Histogram(LatencyMeter.WINDOW_DIGITS);
    int seed = 0;
    for (int count : new int[] {first, second, third}) {
      var slot = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
      for (long value : drawn(count, ++seed)) {
        slot.record(value);
        histogram.recordValue(value / MICRO);
      }
      slot.latency(); // Reading a slot changes nothing.
      sum.add(slot);
    }

    assertThat(sum.latency().count()).isEqualTo(histogram.getTotalCount());
    assertThat(sum.latency().p99Nanos())
        .isEqualTo(histogram.getValueAtPercentile(99) * MICRO)
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource({"10", "1000"})
  void clearedMeterBeginsAnew(int count) {
    var meter = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
    for (long value : drawn(count, 1)) {
      meter.record(value);
    }

    meter.clear();

    assertThat(meter.latency()).isEqualTo(Latency.NONE);
    meter.record(7 * MICRO);
    assertThat(meter.latency())
        .isEqualTo(
            new Latency(1, 7 * MICRO, 7 * MICRO, 7 * MICRO, 7 * MICRO, 7 * MICRO, 7 * MICRO));
  }

  private static void assertSame(Latency latency, Histogram histogram, long[] nanos) {
    assertThat(latency.count()).isEqualTo(nanos.length);
    assertThat(latency.meanNanos())
        .isCloseTo(Arrays.stream(nanos).average().orElseThrow(), within(1e-3));
    long[] units = Arrays.stream(nanos).map(value -> value / MICRO).sorted().toArray();
    assertThat(latency.p50Nanos()).isEqualTo(percentile(histogram, units, 500));
    assertThat(latency.p90Nanos()).isEqualTo(percentile(histogram, units, 900));
    assertThat(latency.p99Nanos()).isEqualTo(percentile(histogram, units, 990));
    assertThat(latency.p999Nanos()).isEqualTo(percentile(histogram, units, 999));
    assertThat(latency.maxNanos()).isEqualTo(histogram.getMaxValue() * MICRO);
  }

  /// The histogram's bucket of the value of that rank.
  private static long percentile(Histogram histogram, long[] sorted, int thousandths) {
    int rank = Math.ceilDiv(sorted.length * thousandths, 1_000);
    return histogram.highestEquivalentValue(sorted[rank - 1]) * MICRO;
  }

  /// From under a microsecond to an hour, all magnitudes equally likely.
  private static long[] drawn(int count, long seed) {
    RandomGenerator random = new Seeds(seed).stream("latencies");
    return random
        .doubles(count)
        .mapToLong(magnitude -> Math.round(Math.pow(3.6e12, magnitude)))
        .toArray();
  }
}
