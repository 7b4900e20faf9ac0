package dev.steelyard.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// Collects how long things took.
///
/// Keeps a given number of significant digits over any range, from 1 microsecond up; it grows with
/// the longest value that it has seen.
final class LatencyMeter {
  /// Off by at most 1 %: small, for windows of which there are many.
  static final int WINDOW_DIGITS = 2;

  /// Off by at most 0.1 %: for whole runs.
  static final int RUN_DIGITS = 3;

  private static final long NANOS_PER_UNIT = 1_000;

  /// What {@link Latency} holds, in its order.
  private static final double[] PERCENTS = {50, 90, 99, 99.9};

  private final Histogram histogram;
  private double sumNanos;

  LatencyMeter(int digits) {
    histogram = new Histogram(digits);
  }

  void record(long nanos) {
    histogram.recordValue(Math.max(0, nanos) / NANOS_PER_UNIT);
    sumNanos += nanos;
  }

  void add(LatencyMeter other) {
    if (other.histogram.getTotalCount() > 0) {
      histogram.add(other.histogram);
      sumNanos += other.sumNanos;
    }
  }

  /// Takes back what was added before.
  void subtract(LatencyMeter added) {
    if (added.histogram.getTotalCount() > 0) {
      histogram.subtract(added.histogram);
      sumNanos -= added.sumNanos;
    }
  }

  void clear() {
    if (histogram.getTotalCount() > 0) {
      histogram.reset();
      sumNanos = 0;
    }
  }

  /// All figures in one pass over the counts: each percentile by itself would be a pass of its own.
  Latency latency() {
    long count = histogram.getTotalCount();
    if (count == 0) {
      return Latency.NONE;
    }
    long[] values = new long[PERCENTS.length];
    int next = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      while (next < PERCENTS.length
          && value.getTotalCountToThisValue() >= Math.ceil(PERCENTS[next] / 100 * count)) {
        values[next++] = value.getValueIteratedTo() * NANOS_PER_UNIT;
      }
    }
    return new Latency(
        count,
        sumNanos / count,
        values[0],
        values[1],
        values[2],
        values[3],
        histogram.getMaxValue() * NANOS_PER_UNIT);
  }
}
