package dev.steelyard.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/// Collects how long things took.
///
/// Keeps a given number of significant digits over any range, from 1 microsecond up. The first
/// {@link #MOST_LOOSE} values are kept as they are, for a histogram of several kilobytes costs more
/// than it tells about a few values, and a run over a thousand nodes has thousands of such meters.
/// Further ones are counted in a histogram that grows with the longest of them. The figures are the
/// same either way: those of the histogram's buckets.
final class LatencyMeter {
  /// Off by at most 1 %: small, for windows of which there are many.
  static final int WINDOW_DIGITS = 2;

  /// Off by at most 0.1 %: for whole runs.
  static final int RUN_DIGITS = 3;

  /// Sorting so many values takes as long as looking through the counts of a histogram.
  static final int MOST_LOOSE = 256;

  private static final int FEWEST_LOOSE = 8;
  private static final long NANOS_PER_UNIT = 1_000;

  /// What {@link Latency} holds, in its order, in thousandths: whole numbers, since 99.9 / 100 x
  /// 5000 comes out above 4995.
  private static final long[] THOUSANDTHS = {500, 900, 990, 999};

  /// Never filled; they tell into which bucket a value falls.
  private static final Histogram WINDOW_BUCKETS = new Histogram(WINDOW_DIGITS);

  private static final Histogram RUN_BUCKETS = new Histogram(RUN_DIGITS);

  private final int digits;
  private long[] loose = new long[FEWEST_LOOSE];
  private int looseCount;
  private double sumNanos;
  private @Nullable Histogram counted;

  /// @param digits WINDOW_DIGITS or RUN_DIGITS
  LatencyMeter(int digits) {
    this.digits = digits;
  }

  void record(long nanos) {
    if (looseCount == loose.length) {
      makeRoom(1);
    }
    loose[looseCount++] = Math.max(0, nanos) / NANOS_PER_UNIT;
    sumNanos += nanos;
  }

  void add(LatencyMeter other) {
    makeRoom(other.looseCount);
    System.arraycopy(other.loose, 0, loose, looseCount, other.looseCount);
    looseCount += other.looseCount;
    if (other.counted != null && other.counted.getTotalCount() > 0) {
      histogram().add(other.counted);
    }
    sumNanos += other.sumNanos;
  }

  void clear() {
    looseCount = 0;
    sumNanos = 0;
    if (counted != null && counted.getTotalCount() > 0) {
      counted.reset();
    }
  }

  Latency latency() {
    if (counted == null || counted.getTotalCount() == 0) {
      return looseCount == 0 ? Latency.NONE : ofLoose();
    }
    countLoose();
    return ofCounted(counted);
  }

  private Latency ofLoose() {
    Arrays.sort(loose, 0, looseCount);
    Histogram buckets = digits == WINDOW_DIGITS ? WINDOW_BUCKETS : RUN_BUCKETS;
    long[] values = new long[THOUSANDTHS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = highest(buckets, loose[(int) rank(i, looseCount) - 1]);
    }
    return latency(looseCount, values, highest(buckets, loose[looseCount - 1]));
  }

  /// All figures in one pass over the counts: each percentile by itself would be a pass of its own.
  private Latency ofCounted(Histogram histogram) {
    long count = histogram.getTotalCount();
    long[] values = new long[THOUSANDTHS.length];
    int next = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      while (next < THOUSANDTHS.length && value.getTotalCountToThisValue() >= rank(next, count)) {
        values[next++] = value.getValueIteratedTo() * NANOS_PER_UNIT;
      }
    }
    return latency(count, values, histogram.getMaxValue() * NANOS_PER_UNIT);
  }

  private Latency latency(long count, long[] percentiles, long maxNanos) {
    return new Latency(
        count,
        sumNanos / count,
        percentiles[0],
        percentiles[1],
        percentiles[2],
        percentiles[3],
        maxNanos);
  }

  /// Which of the sorted values is the percentile, counted from 1.
  private static long rank(int percentile, long count) {
    return Math.ceilDiv(THOUSANDTHS[percentile] * count, 1_000L);
  }

  /// The highest value that falls into the same bucket, in nanoseconds.
  private static long highest(Histogram buckets, long units) {
    return buckets.highestEquivalentValue(units) * NANOS_PER_UNIT;
  }

  /// Makes room for so many more loose values, at most {@link #MOST_LOOSE}.
  private void makeRoom(int more) {
    if (looseCount + more > MOST_LOOSE) {
      countLoose();
    }
    if (looseCount + more > loose.length) {
      int doubled = Math.max(looseCount + more, 2 * loose.length);
      loose = Arrays.copyOf(loose, Math.min(MOST_LOOSE, doubled));
    }
  }

  private void countLoose() {
    Histogram histogram = histogram();
    for (int i = 0; i < looseCount; i++) {
      histogram.recordValue(loose[i]);
    }
    looseCount = 0;
  }

  private Histogram histogram() {
    Histogram found = counted;
    if (found == null) {
      found = new Histogram(digits);
      counted = found;
    }
    return found;
  }
}
