package dev.steelyard.ui.setting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.Function;

/// How a value is written in a field and read from it.
///
/// @param write the value as the field shows it
/// @param read the value that a text means
/// @param allowed what may be written, for the message: `Whole number from 1 to 10`
public record Notation<T>(Function<T, String> write, Reader<T> read, String allowed) {

  /// Reads a text.
  @FunctionalInterface
  public interface Reader<T> {
    /// The value that `text` means.
    ///
    /// @throws IllegalArgumentException if it means no allowed value
    T read(String text);
  }

  public static Notation<Integer> whole(int least, int most) {
    return new Notation<>(
        value -> Integer.toString(value),
        text -> within(Integer.parseInt(text), least, most),
        "Whole number from " + grouped(least) + " to " + grouped(most));
  }

  public static Notation<Double> decimal(double least, double most) {
    return new Notation<>(
        Notation::plain,
        text -> within(Double.parseDouble(text.replace(",", "")), least, most),
        "Number from " + plain(least) + " to " + grouped(Math.round(most)));
  }

  /// A ratio, written as a percentage from 0 to 100.
  public static Notation<Double> percent() {
    return percent(0, 1);
  }

  /// A ratio in a range, written as a percentage.
  public static Notation<Double> percent(double least, double most) {
    return new Notation<>(
        value -> plain(value * 100),
        text -> within(new BigDecimal(text).movePointLeft(2).doubleValue(), least, most),
        "Number from " + plain(least * 100) + " to " + plain(most * 100));
  }

  /// A ratio above 0, written as a percentage.
  public static Notation<Double> percentAboveZero() {
    return new Notation<>(
        value -> plain(value * 100),
        text -> {
          double percent = Double.parseDouble(text);
          check(percent > 0);
          return within(percent, 0, 100) / 100;
        },
        "Number above 0, at most 100");
  }

  /// `value` without needless zeros: `90`, `12.5`.
  public static String plain(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static int within(int value, int least, int most) {
    check(value >= least && value <= most);
    return value;
  }

  private static double within(double value, double least, double most) {
    check(value >= least && value <= most);
    return value;
  }

  private static void check(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
