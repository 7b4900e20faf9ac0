package dev.steelyard.metrics;

import org.HdrHistogram.Histogram;

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
  private static final double HALF = 50;
  private static final double NINE_OF_TEN = 90;
  private static final double TWO_NINES = 99;
  private static final double THREE_NINES = 99.9;

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

  Latency latency() {
    long count = histogram.getTotalCount();
    if (count == 0) {
      return Latency.NONE;
    }
    return new Latency(
        count,
        sumNanos / count,
        percentile(HALF),
        percentile(NINE_OF_TEN),
        percentile(TWO_NINES),
        percentile(THREE_NINES),
        histogram.getMaxValue() * NANOS_PER_UNIT);
  }

  private long percentile(double percent) {
    return histogram.getValueAtPercentile(percent) * NANOS_PER_UNIT;
  }
}
