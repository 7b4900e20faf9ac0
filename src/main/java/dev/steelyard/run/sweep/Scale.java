package dev.steelyard.run.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// Where numbers lie on an axis.
///
/// An axis over numbers above 0 of which the largest is far from the smallest is logarithmic.
///
/// @param low the number at the beginning of the axis
/// @param high the number at its end, above `low`
/// @param logarithmic whether equal steps are equal factors
record Scale(double low, double high, boolean logarithmic) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /// An axis for values from `least` to `most`.
  ///
  /// @param factor from which ratio of both on it is logarithmic
  /// @param fromZero whether a linear one begins at 0
  static Scale over(double least, double most, double factor, boolean fromZero) {
    if (least > 0 && most / least >= factor) {
      return new Scale(niceBelow(least), niceAbove(most), true);
    }
    double low = fromZero ? Math.min(0, least) : least;
    double high = most > low ? most : low + 1;
    if (!fromZero) {
      return padded(low, high);
    }
    double step = step(high - low, 5);
    return new Scale(low, step * Math.ceil(high / step), false);
  }

  private static Scale padded(double low, double high) {
    double padding = (high - low) * 0.03;
    return new Scale(low - padding, high + padding, false);
  }

  /// How far along the axis a number lies, 0 at its beginning and 1 at its end.
  double place(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /// The numbers that the axis names.
  List<Double> ticks() {
    return logarithmic ? logarithmicTicks() : linearTicks();
  }

  private List<Double> linearTicks() {
    List<Double> ticks = new ArrayList<>();
    double step = step(high - low, 6);
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /// 1, 2 and 5 of each power of ten; over more than three powers of ten only the 1.
  private List<Double> logarithmicTicks() {
    List<Double> ticks = new ArrayList<>();
    boolean wide = high / low > 1e3;
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (int i = 0; i < (wide ? 1 : 3); i++) {
        double tick = STEPS[i] * Math.pow(10, power);
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /// A tick as people write it: `0.25`, `1000`.
  static String words(double tick) {
    return new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /// The smallest of 1, 2, 5 times a power of ten that cuts `length` into at most so many pieces.
  private static double step(double length, int pieces) {
    double power = Math.pow(10, Math.floor(Math.log10(length / pieces)));
    for (double step : STEPS) {
      if (step * power * pieces >= length * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static double niceBelow(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
  }

  private static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return power * (value > 5 * power ? 10 : value > 2 * power ? 5 : value > power ? 2 : 1);
  }
}
