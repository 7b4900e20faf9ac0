package dev.steelyard.scenario.json;

import java.math.BigDecimal;

/// Which numbers are allowed.
///
/// @param least the lower bound
/// @param open whether the lower bound itself is not allowed
/// @param most the greatest number
public record Range(double least, boolean open, double most) {
  public static Range of(double least, double most) {
    return new Range(least, false, most);
  }

  /// Numbers greater than `bound`.
  public static Range above(double bound, double most) {
    return new Range(bound, true, most);
  }

  boolean isBelow(double value) {
    return open ? value <= least : value < least;
  }

  String words() {
    return open
        ? "a number above " + plain(least) + ", at most " + plain(most)
        : "a number from " + plain(least) + " to " + plain(most);
  }

  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
