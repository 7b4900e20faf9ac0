package dev.steelyard.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/// Collects how long things took.
///
/// Keeps a given number of significant digits over any range, from 1 microsecond up. The first
/// values are kept as they are, for a histogram of up to a hundred kilobytes costs more than it
/// tells about a few values, and a run over a thousand nodes has thousands of such meters. Further
/// ones are counted in a histogram that grows with the longest of them. The figures are the same
/// either way: those of the histogram's buckets.
final class LatencyMeter {
  /// Off by at most 1 %: small, for windows of which there are many.
  static final int WINDOW_DIGITS = 2;

  /// Off by at most 0.1 %: for whole runs.
  static final int RUN_DIGITS = 3;

  /// How many values are kept as they are: sorting so many takes as long as looking through the
  /// counts of a histogram, which are eight times as many for one digit more.
  static final int MOST_LOOSE_IN_WINDOW = 256;

  static final int MOST_LOOSE_IN_RUN = 2_048;

  private static final int FEWEST_LOOSE = 8;
  private static final long NANOS_PER_UNIT = 1_000;

  /// What {@link Latency} holds, in its order, in thousandths: whole numbers, since 99.9 / 100 x
  /// 5000 comes out above 4995.
  private static final long[] THOUSANDTHS = {500, 900, 990, 999};

  /// Never filled; they tell into which bucket a value falls.
  private static final Histogram WINDOW_BUCKETS = new Histogram(WINDOW_DIGITS);

  private static final Histogram RUN_BUCKETS = new Histogram(RUN_DIGITS);

  private final int digits;
  private final int mostLoose;
  private long[] loose = new long[FEWEST_LOOSE];
  private int looseCount;
  private double sumNanos;
  private @Nullable Histogram counted;

  /// @param digits WINDOW_DIGITS or RUN_DIGITS
  LatencyMeter(int digits) {
    this.digits = digits;
    this.mostLoose = digits == WINDOW_DIGITS ? MOST_LOOSE_IN_WINDOW : MOST_LOOSE_IN_RUN;
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
      histogram(other.counted.getMaxValue()).add(other.counted);
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

  /// Makes room for so many more loose values, at most {@link #mostLoose}.
  private void makeRoom(int more) {
    if (looseCount + more > mostLoose) {
      countLoose();
    }
    if (looseCount + more > loose.length) {
      int doubled = Math.max(looseCount + more, 2 * loose.length);
      loose = Arrays.copyOf(loose, Math.min(mostLoose, doubled));
    }
  }

  private void countLoose() {
    long highest = 0;
    for (int i = 0; i < looseCount; i++) {
      highest = Math.max(highest, loose[i]);
    }
    Histogram histogram = histogram(highest);
    for (int i = 0; i < looseCount; i++) {
      histogram.recordValue(loose[i]);
    }
    looseCount = 0;
  }

  /// @param highest what it should have room for, if it is made now: growing step by step takes
  ///   several times as much memory
  private Histogram histogram(long highest) {
    Histogram found = counted;
    if (found == null) {
      found = new Histogram(1, Math.max(2, highest), digits);
      found.setAutoResize(true);
      counted = found;
    }
    return found;
  }
}
