package dev.steelyard.ui.live.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where axes have their marks: at round values only.
final class Ticks {
  private static final long[] TIME_STEPS_SECONDS = {
    1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200
  };

  private Ticks() {}

  /// The step of 1, 2 or 5 times a power of ten of which at most `most` fit into `length`.
  static double step(double length, int most) {
    double least = length / most;
    double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * magnitude >= least * (1 - 1e-9)) {
        return factor * magnitude;
      }
    }
    return 10 * magnitude;
  }

  /// The end of an axis from 0 that has room for `max` and ends on a mark; 1 if there is nothing.
  static double top(double max, int most) {
    if (!(max > 0) || max == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double step = step(max, most);
    return Math.ceil(max / step - 1e-9) * step;
  }

  /// The marks of an axis from 0 to `top`, both included.
  static List<Double> linear(double top, int most) {
    double step = step(top, most);
    List<Double> marks = new ArrayList<>();
    for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /// The marks of a logarithmic axis between two powers of ten, given as exponents: the powers, and
  /// 2 and 5 times each if there is room for `most` marks.
  static List<Double> logarithmic(int lowExponent, int highExponent, int most) {
    int decades = highExponent - lowExponent;
    int stride = Math.max(1, (int) Math.ceil((double) decades / Math.max(1, most - 1)));
    boolean finer = 3 * decades + 1 <= most;
    List<Double> marks = new ArrayList<>();
    for (int exponent = lowExponent; exponent <= highExponent; exponent += stride) {
      double power = Math.pow(10, exponent);
      marks.add(power);
      if (finer && exponent < highExponent) {
        marks.add(2 * power);
        marks.add(5 * power);
      }
    }
    return marks;
  }

  /// The marks of a time axis, in nanoseconds, none before the start of the run.
  static List<Long> time(TimeRange range, int most) {
    long stepSeconds = TIME_STEPS_SECONDS[TIME_STEPS_SECONDS.length - 1];
    for (long candidate : TIME_STEPS_SECONDS) {
      if (TimeUnit.SECONDS.toNanos(candidate) * most >= range.lengthNanos()) {
        stepSeconds = candidate;
        break;
      }
    }
    while (TimeUnit.SECONDS.toNanos(stepSeconds) * most < range.lengthNanos()) {
      stepSeconds *= 2;
    }
    long step = TimeUnit.SECONDS.toNanos(stepSeconds);
    List<Long> marks = new ArrayList<>();
    long first = Math.max(0, Math.ceilDiv(range.fromNanos(), step) * step);
    for (long mark = first; mark <= range.toNanos(); mark += step) {
      marks.add(mark);
    }
    return marks;
  }
}
