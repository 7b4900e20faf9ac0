package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Bimodal;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Distribution.LogNormal;
import dev.steelyard.traffic.Distribution.Normal;
import dev.steelyard.traffic.Distribution.Pareto;
import dev.steelyard.traffic.Distribution.Uniform;
import java.time.Duration;

/// A spread of durations with another average.
final class Spread {
  private Spread() {}

  /// The same spread, stretched or shrunk to an average; no value of it becomes longer than the
  /// longest allowed.
  static Distribution withMean(Distribution spread, Duration mean) {
    double factor = mean.toNanos() / Math.max(1, spread.meanNanos());
    return switch (spread) {
      case Fixed fixed -> new Fixed(mean);
      case Exponential exponential -> new Exponential(mean);
      case Uniform(Duration from, Duration to) ->
          new Uniform(times(from, factor), times(to, factor));
      case Normal(Duration middle, Duration sd) ->
          new Normal(times(middle, factor), times(sd, factor));
      case LogNormal(Duration median, Duration p99) ->
          new LogNormal(positive(times(median, factor)), positive(times(p99, factor)));
      case Pareto(Duration min, double alpha) -> new Pareto(positive(times(min, factor)), alpha);
      case Bimodal(Duration low, Duration high, double highShare) ->
          new Bimodal(times(low, factor), times(high, factor), highShare);
    };
  }

  private static Duration times(Duration duration, double factor) {
    long nanos = Math.round(duration.toNanos() * factor);
    return Duration.ofNanos(Math.min(nanos, Distribution.LONGEST.toNanos()));
  }

  private static Duration positive(Duration duration) {
    return duration.isZero() ? Duration.ofNanos(1) : duration;
  }
}
