package dev.steelyard.run.series;

import dev.steelyard.metrics.Summary;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// A figure, and how far it may be from the true one.
///
/// @param value averaged over the runs; not-a-number if there is none
/// @param halfWidth the true figure is not further away than this, 95 % sure: over runs with
///   different seeds by Student's t; for the mean latency of a single run by batch means; else
///   empty, for one run cannot tell
public record Estimate(double value, OptionalDouble halfWidth) {
  static Estimate of(Measure measure, List<Summary> runs) {
    double[] values = runs.stream().mapToDouble(measure::of).toArray();
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    if (!Double.isFinite(mean)) {
      return new Estimate(Double.NaN, OptionalDouble.empty());
    }
    if (values.length > 1) {
      double halfWidth = Interval.of(values, Confidence.USUAL).halfWidth();
      return new Estimate(mean, OptionalDouble.of(halfWidth));
    }
    OptionalDouble batches = runs.getFirst().meanHalfWidthNanos();
    return new Estimate(
        mean,
        measure == Measure.MEAN && batches.isPresent()
            ? OptionalDouble.of(batches.getAsDouble() / 1e6)
            : OptionalDouble.empty());
  }
}
