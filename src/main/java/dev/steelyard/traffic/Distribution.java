package dev.steelyard.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A spread of durations. Those that describe it run from 0 to 1 h. A draw that would be longer
/// counts as 1 h; only those of `exponential` have no such bound, and need none.
public sealed interface Distribution {
  Duration LONGEST = Duration.ofHours(1);

  /// The greatest {@link Pareto#alpha}: almost always the same.
  double MOST_ALPHA = 100;

  /// The name in scenario files: `exponential`.
  String type();

  /// The average of what {@link #sample} gives, in nanoseconds.
  double meanNanos();

  /// One drawn value in nanoseconds, never below 0.
  long sample(RandomGenerator random);

  /// Always the same.
  record Fixed(Duration value) implements Distribution {
    public Fixed {
      checkRange("value", value, Duration.ZERO);
    }

    @Override
    public String type() {
      return "fixed";
    }

    @Override
    public double meanNanos() {
      return value.toNanos();
    }

    @Override
    public long sample(RandomGenerator random) {
      return value.toNanos();
    }
  }

  /// Anything between two bounds, all equally likely.
  ///
  /// @param to not below `from`
  record Uniform(Duration from, Duration to) implements Distribution {
    public Uniform {
      checkRange("from", from, Duration.ZERO);
      checkRange("to", to, from);
    }

    @Override
    public String type() {
      return "uniform";
    }

    @Override
    public double meanNanos() {
      return (from.toNanos() + to.toNanos()) / 2.0;
    }

    @Override
    public long sample(RandomGenerator random) {
      return random.nextLong(from.toNanos(), to.toNanos() + 1);
    }
  }

  /// Memoryless: many short ones and a few long ones.
  record Exponential(Duration mean) implements Distribution {
    public Exponential {
      checkRange("mean", mean, Duration.ZERO);
    }

    @Override
    public String type() {
      return "exponential";
    }

    @Override
    public double meanNanos() {
      return mean.toNanos();
    }

    @Override
    public long sample(RandomGenerator random) {
      return Math.round(-Math.log1p(-random.nextDouble()) * mean.toNanos());
    }
  }

  /// Around a mean, symmetrically: the bell curve. A draw below 0 counts as 0, so with an `sd` that
  /// is large beside it the average lies above `mean`; {@link #meanNanos} takes that into account.
  ///
  /// @param mean the middle of the curve
  /// @param sd the standard deviation: two thirds of the draws lie within one of it
  record Normal(Duration mean, Duration sd) implements Distribution {
    public Normal {
      checkRange("mean", mean, Duration.ZERO);
      checkRange("sd", sd, Duration.ZERO);
    }

    @Override
    public String type() {
      return "normal";
    }

    /// The mean of a normal variable that is cut to 0 below and to the longest above.
    @Override
    public double meanNanos() {
      double middle = mean.toNanos();
      double width = sd.toNanos();
      if (width == 0) {
        return middle;
      }
      double low = -middle / width;
      double high = (LONGEST.toNanos() - middle) / width;
      return middle * (Gaussian.below(high) - Gaussian.below(low))
          + width * (Gaussian.density(low) - Gaussian.density(high))
          + LONGEST.toNanos() * (1 - Gaussian.below(high));
    }

    @Override
    public long sample(RandomGenerator random) {
      return bounded(mean.toNanos() + sd.toNanos() * random.nextGaussian());
    }
  }

  /// Skewed as response times are: most near the median, a few many times as long; the logarithm is
  /// normally distributed. It is told by two figures that every dashboard shows.
  ///
  /// @param median half of the draws are shorter, at least 1 ns
  /// @param p99 99 % of the draws are shorter, not below `median`
  record LogNormal(Duration median, Duration p99) implements Distribution {
    public LogNormal {
      checkRange("median", median, Duration.ofNanos(1));
      checkRange("p99", p99, median);
    }

    @Override
    public String type() {
      return "log-normal";
    }

    @Override
    public double meanNanos() {
      double sigma = sigma();
      if (sigma == 0) {
        return median.toNanos();
      }
      double longest = LONGEST.toNanos();
      double cut = Math.log(longest / median.toNanos()) / sigma;
      return median.toNanos() * Math.exp(sigma * sigma / 2) * Gaussian.below(cut - sigma)
          + longest * (1 - Gaussian.below(cut));
    }

    @Override
    public long sample(RandomGenerator random) {
      return bounded(median.toNanos() * Math.exp(sigma() * random.nextGaussian()));
    }

    private double sigma() {
      return Math.log((double) p99.toNanos() / median.toNanos()) / Gaussian.P99;
    }
  }

  /// A heavy tail: the share of draws beyond x is (min / x)^alpha, so however long one has waited,
  /// as much again may be to come. With `alpha` up to 2 the variance has no bound but that of 1 h.
  ///
  /// @param min the shortest, at least 1 ns
  /// @param alpha how fast the tail thins out, above 1, at most 100; with 1 or less the tail alone
  ///   would make the average endless, and it is not allowed
  record Pareto(Duration min, double alpha) implements Distribution {
    public Pareto {
      checkRange("min", min, Duration.ofNanos(1));
      if (!(alpha > 1 && alpha <= MOST_ALPHA)) {
        throw new IllegalArgumentException(
            "alpha: " + alpha + " must be above 1, at most " + MOST_ALPHA);
      }
    }

    @Override
    public String type() {
      return "pareto";
    }

    /// The integral of the tail from 0 to the longest.
    @Override
    public double meanNanos() {
      double shortest = min.toNanos();
      double tail = Math.pow(shortest / LONGEST.toNanos(), alpha - 1);
      return shortest + shortest * (1 - tail) / (alpha - 1);
    }

    @Override
    public long sample(RandomGenerator random) {
      return bounded(min.toNanos() * Math.exp(-Math.log1p(-random.nextDouble()) / alpha));
    }
  }

  /// One of two values, as with a cache that hits or misses.
  ///
  /// @param low the shorter one
  /// @param high the longer one, not below `low`
  /// @param highShare how often it is the longer one, 0 to 1
  record Bimodal(Duration low, Duration high, double highShare) implements Distribution {
    public Bimodal {
      checkRange("low", low, Duration.ZERO);
      checkRange("high", high, low);
      if (!(highShare >= 0 && highShare <= 1)) {
        throw new IllegalArgumentException("highShare: " + highShare + " must be from 0 to 1");
      }
    }

    @Override
    public String type() {
      return "bimodal";
    }

    @Override
    public double meanNanos() {
      return low.toNanos() * (1 - highShare) + high.toNanos() * highShare;
    }

    @Override
    public long sample(RandomGenerator random) {
      return random.nextDouble() < highShare ? high.toNanos() : low.toNanos();
    }
  }

  private static long bounded(double nanos) {
    return Math.clamp(Math.round(nanos), 0, LONGEST.toNanos());
  }

  private static void checkRange(String field, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + shortest + " to " + LONGEST);
    }
  }
}
