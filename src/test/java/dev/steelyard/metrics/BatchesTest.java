package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final RandomGenerator random = new Seeds(5).stream("latencies");

  @Test
  void aThousandRequestsAreThirtyOneBatches() {
    var batches = new Batches();
    double[] means = new double[31];
    for (int i = 0; i < 1_000; i++) {
      long latency = random.nextLong(1_000_000);
      batches.record(i, latency);
      if (i < 31 * 32) { // The last eight fill no batch.
        means[i / 32] += latency / 32.0;
      }
    }

    Interval found = batches.mean(1_000).orElseThrow();

    Interval expected = Interval.of(means, Confidence.USUAL);
    assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-3));
    assertThat(found.halfWidth()).isCloseTo(expected.halfWidth(), within(1e-3));
  }

  @Test
  void theOrderInWhichRequestsEndDoesNotMatter() {
    long[] latencies = random.longs(5_000, 0, 1_000_000).toArray();
    var forwards = new Batches();
    var backwards = new Batches();
    for (int i = 0; i < latencies.length; i++) {
      forwards.record(i, latencies[i]);
      int last = latencies.length - 1 - i;
      backwards.record(last, latencies[last]);
    }

    assertThat(backwards.mean(5_000)).isEqualTo(forwards.mean(5_000)).isPresent();
  }

  @Test
  void requestsThatFailLeaveGaps() {
    var batches = new Batches();
    for (int i = 0; i < 4_000; i += 2) {
      batches.record(i, 7);
    }

    assertThat(batches.mean(8_000))
        .hasValueSatisfying(mean -> assertThat(mean.mean()).isEqualTo(7));
  }

  @Test
  void tooFewRequestsTellNothing() {
    var batches = new Batches();
    assertThat(batches.mean(0)).isEmpty();
    for (int i = 0; i < 50; i++) {
      batches.record(i, Arrays.hashCode(new int[] {i}));
    }
    assertThat(batches.mean(50)).isEmpty();
  }
}
