package dev.steelyard.metrics;

import dev.steelyard.statistics.BatchMeans;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;

/// Sums of latencies over batches of consecutive requests, in the order in which they began.
///
/// How many requests a run will have is not known before its end. So batches begin with one request
/// each, and whenever there are more than {@link #MOST} neighbours are joined: in the end there are
/// 20 to 40 of one size, whatever the length of the run, in constant memory.
final class Batches {
  static final int MOST = 40;

  private final long[] counts = new long[MOST];
  private final double[] sums = new double[MOST];

  /// A batch holds 2^shift requests.
  private int shift;

  /// A request succeeded.
  ///
  /// @param index which of the measured requests it is, from 0
  void record(long index, long latencyNanos) {
    while (index >>> shift >= MOST) {
      join();
    }
    int batch = (int) (index >>> shift);
    counts[batch]++;
    sums[batch] += latencyNanos;
  }

  /// The mean latency over the batches that are full, 95 % sure; empty if they tell too little.
  ///
  /// @param requests how many were measured
  Optional<Interval> mean(long requests) {
    while (requests >>> shift > MOST) {
      join();
    }
    int full = (int) (requests >>> shift);
    return BatchMeans.interval(
        Arrays.copyOf(counts, full), Arrays.copyOf(sums, full), Confidence.USUAL);
  }

  private void join() {
    for (int i = 0; i < MOST; i++) {
      boolean there = i < MOST / 2;
      counts[i] = there ? counts[2 * i] + counts[2 * i + 1] : 0;
      sums[i] = there ? sums[2 * i] + sums[2 * i + 1] : 0;
    }
    shift++;
  }
}
