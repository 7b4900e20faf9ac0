package dev.steelyard.cli;

import java.util.Locale;

/// Numbers as people read them in tables.
final class Figures {
  static final String NONE = "no data";

  private static final double NANOS_PER_MILLI = 1e6;

  private Figures() {}

  static String percent(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.1f %%", 100 * ratio) : NONE;
  }

  static String millis(long nanos) {
    return number(nanos / NANOS_PER_MILLI);
  }

  static String millis(double nanos) {
    return number(nanos / NANOS_PER_MILLI);
  }

  /// With one digit behind the point.
  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
