package dev.steelyard.ui.live.controls;

import java.math.BigDecimal;
import java.math.MathContext;

/// The scale of the rate's slider: each tenfold is as long as the other.
final class LogScale {
  /// The rates at its ends, in requests per second.
  static final double LEAST = 1;

  static final double MOST = 5_000;
  static final double LENGTH = Math.log10(MOST / LEAST);

  private static final MathContext TWO_DIGITS = new MathContext(2);

  private LogScale() {}

  /// Where `rate` is, 0 to {@link #LENGTH}; what is off the scale is at its end.
  static double position(double rate) {
    return Math.log10(Math.clamp(rate, LEAST, MOST) / LEAST);
  }

  /// The rate at `position`, to two digits.
  static double rate(double position) {
    double exact = LEAST * Math.pow(10, Math.clamp(position, 0, LENGTH));
    return new BigDecimal(exact).round(TWO_DIGITS).doubleValue();
  }
}
