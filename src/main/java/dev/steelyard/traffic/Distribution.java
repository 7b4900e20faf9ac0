package dev.steelyard.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A spread of durations. Those that describe it run from 0 to 1 h.
public sealed interface Distribution {
  Duration LONGEST = Duration.ofHours(1);

  /// The name in scenario files: `exponential`.
  String type();

  /// The average, in nanoseconds.
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

  private static void checkRange(String field, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + shortest + " to " + LONGEST);
    }
  }
}
