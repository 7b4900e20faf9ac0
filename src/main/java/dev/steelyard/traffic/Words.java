package dev.steelyard.traffic;

import java.math.BigDecimal;
import java.math.MathContext;

/// Rates in words on screen.
final class Words {
  private static final MathContext DIGITS = new MathContext(4);

  private Words() {}

  static String rate(double perSecond) {
    return new BigDecimal(perSecond).round(DIGITS).stripTrailingZeros().toPlainString()
        + " requests/s";
  }
}
