package dev.steelyard.run.compare;

import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which strategy was best by one figure, and how far the others are from it.
///
/// All strategies met the same arrivals and the same work for each seed, so they are compared seed
/// by seed: the chance that both met falls out of the difference. An interval of the differences
/// that holds 0 means that there is no significant difference. The best one was chosen after the
/// fact, from among all pairs, so each interval is widened until all pairs together are 95 % sure
/// (Bonferroni). A single run of each cannot tell a difference from chance: then there are no
/// intervals.
///
/// Source: Law, _Simulation Modeling and Analysis_, sections 10.2 and 11.2 (common random numbers).
///
/// @param measure the figure
/// @param best the name of the strategy with the best average over the pairs
/// @param bestValue that average
/// @param pairs how many seeds all strategies have played to the end
/// @param others the other strategies, in the order in which they were asked for
public record Verdict(
    Measure measure, String best, double bestValue, int pairs, List<Difference> others) {
  public Verdict {
    others = List.copyOf(others);
  }

  /// How far a strategy is from the best one.
  ///
  /// @param name of the strategy
  /// @param difference its average less that of the best; not-a-number if it has no figure
  /// @param halfWidth how sure that is; empty if there are too few pairs to tell
  public record Difference(String name, double difference, OptionalDouble halfWidth) {
    /// Whether it is more than chance; empty if that cannot be told.
    public Optional<Boolean> significant() {
      return halfWidth.isPresent()
          ? Optional.of(!new Interval(difference, halfWidth.getAsDouble()).contains(0))
          : Optional.empty();
    }
  }

  /// The verdict over the seeds that all have played; empty if there is none, or fewer than two
  /// strategies, or no figure at all.
  static Optional<Verdict> of(Measure measure, List<Played> strategies) {
    if (strategies.size() < 2) {
      return Optional.empty();
    }
    List<Integer> places = Played.common(strategies);
    List<double[]> figures =
        strategies.stream().map(strategy -> strategy.figures(measure, places)).toList();
    int best = best(measure, figures);
    if (best < 0) {
      return Optional.empty();
    }
    int all = strategies.size();
    Confidence each = Confidence.USUAL.each(all * (all - 1) / 2);
    List<Difference> others = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      if (i != best) {
        others.add(
            difference(
                strategies.get(i).variant().name(), figures.get(i), figures.get(best), each));
      }
    }
    return Optional.of(
        new Verdict(
            measure,
            strategies.get(best).variant().name(),
            mean(figures.get(best)),
            places.size(),
            others));
  }

  /// Of equals the first; -1 if none has a figure.
  private static int best(Measure measure, List<double[]> figures) {
    int best = -1;
    for (int i = 0; i < figures.size(); i++) {
      double mean = mean(figures.get(i));
      if (Double.isFinite(mean)
          && (best < 0
              || (measure.lessIsBetter()
                  ? mean < mean(figures.get(best))
                  : mean > mean(figures.get(best))))) {
        best = i;
      }
    }
    return best;
  }

  private static Difference difference(
      String name, double[] figures, double[] best, Confidence confidence) {
    double difference = mean(figures) - mean(best);
    if (!Double.isFinite(difference) || best.length < 2) {
      return new Difference(name, difference, OptionalDouble.empty());
    }
    Interval interval = Interval.ofDifferences(figures, best, confidence);
    return new Difference(name, interval.mean(), OptionalDouble.of(interval.halfWidth()));
  }

  private static double mean(double[] figures) {
    return Arrays.stream(figures).average().orElse(Double.NaN);
  }
}
