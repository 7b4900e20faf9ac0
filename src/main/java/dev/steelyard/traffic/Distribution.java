package dev.steelyard.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A spread of durations.
public sealed interface Distribution {
  /// The name in scenario files: `exponential`.
  String type();

  /// The average, in nanoseconds.
  double meanNanos();

  /// One drawn value in nanoseconds, never below 0.
  long sample(RandomGenerator random);

  /// Always the same.
  record Fixed(Duration value) implements Distribution {
    public Fixed {
      checkNotNegative("value", value);
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
      checkNotNegative("from", from);
      if (to.compareTo(from) < 0) {
        throw new IllegalArgumentException("to: " + to + " must not be below " + from);
      }
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
      checkNotNegative("mean", mean);
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

  private static void checkNotNegative(String field, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(field + ": " + duration + " must not be below 0");
    }
  }
}
