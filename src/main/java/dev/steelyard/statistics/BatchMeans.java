package dev.steelyard.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The confidence interval of a mean from one run, whose values depend on those before: who waits
/// long stands behind others who did.
///
/// The run is cut into batches, one after the other. If they are long enough their means are as
/// good as independent, and the interval is that of Student's t over them. Whether they are is
/// tested by von Neumann's ratio of successive differences, at 5 %; where it finds dependence,
/// neighbours are joined, and if that does not help, or there is too little of everything, there is
/// no interval: the run is too short to tell.
///
/// Batches may hold different numbers of values (where some requests failed), so the mean is the
/// ratio of the sums, and each batch counts by how far its sum is from what that ratio expects.
///
/// Source: Fishman, _Grouping Observations in Digital Simulation_ (1978); Law, _Simulation Modeling
/// and Analysis_, section 9.5.
public final class BatchMeans {
  /// Fewer batches tell nothing of their spread.
  public static final int FEWEST_BATCHES = 15;

  /// With fewer values in a batch, on average, its mean is not near to normal.
  public static final int FEWEST_VALUES = 10;

  private static final double CRITICAL =
      NormalDistribution.of(0, 1).inverseSurvivalProbability(0.05);

  private BatchMeans() {}

  /// The interval of the mean over all batches.
  ///
  /// @param counts how many values each batch holds, in the order of the run
  /// @param sums the sum of the values of each batch
  /// @return empty if there is too little to tell
  public static Optional<Interval> interval(long[] counts, double[] sums, Confidence confidence) {
    if (counts.length < FEWEST_BATCHES
        || Arrays.stream(counts).sum() < (long) FEWEST_VALUES * counts.length) {
      return Optional.empty();
    }
    double mean = Arrays.stream(sums).sum() / Arrays.stream(counts).sum();
    double[] deviations = deviations(counts, sums, mean);
    if (!independent(deviations)) {
      return interval(joined(counts), joined(sums), confidence);
    }
    return Optional.of(new Interval(mean, Interval.of(deviations, confidence).halfWidth()));
  }

  /// How far each batch is from the common mean; their own mean is 0.
  private static double[] deviations(long[] counts, double[] sums, double mean) {
    double average = (double) Arrays.stream(counts).sum() / counts.length;
    double[] deviations = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      deviations[i] = (sums[i] - mean * counts[i]) / average;
    }
    return deviations;
  }

  /// Von Neumann's ratio as Fishman has it: 0 on average, and near to normal, if the values are
  /// independent; towards 1 if each is like the one before.
  private static boolean independent(double[] deviations) {
    double squares = 0;
    double steps = 0;
    for (int i = 0; i < deviations.length; i++) {
      squares += deviations[i] * deviations[i];
      if (i > 0) {
        double step = deviations[i] - deviations[i - 1];
        steps += step * step;
      }
    }
    double count = deviations.length;
    double ratio = squares == 0 ? 0 : 1 - steps / (2 * squares);
    return ratio <= CRITICAL * Math.sqrt((count - 2) / (count * count - 1));
  }

  private static long[] joined(long[] counts) {
    long[] joined = new long[counts.length / 2];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = counts[2 * i] + counts[2 * i + 1];
    }
    return joined;
  }

  private static double[] joined(double[] sums) {
    double[] joined = new double[sums.length / 2];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = sums[2 * i] + sums[2 * i + 1];
    }
    return joined;
  }
}
