package dev.steelyard.fault;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers in words on screen: short, without trailing zeros.
final class Words {
  private static final MathContext DIGITS = new MathContext(4);

  private Words() {}

  static String number(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
