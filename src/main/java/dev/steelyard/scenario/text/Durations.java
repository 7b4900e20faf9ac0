package dev.steelyard.scenario.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: a number and a unit, `250us`, `20ms`, `1.5s`, `5m`, `1h`.
public final class Durations {
  /// The longest that can be written: a bit more than 292 years.
  public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /// What a duration looks like, for messages.
  public static final String EXAMPLES = "such as 250us, 20ms, 1.5s or 5m";

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(-?)([0-9]{1,30}(?:\\.[0-9]{1,30})?)([A-Za-zµ]*)");
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  private Durations() {}

  /// Reads a duration.
  ///
  /// @throws DurationFormatException with the reason, if the text is none, has no unit, is
  ///   negative, too long, or finer than a nanosecond
  public static Duration parse(String text) throws DurationFormatException {
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    if (!parts.matches()) {
      throw new DurationFormatException("it is not a number with a unit");
    }
    if (parts.group(3).isEmpty()) {
      throw new DurationFormatException("it has no unit");
    }
    if (!parts.group(1).isEmpty()) {
      throw new DurationFormatException("it is negative");
    }
    BigDecimal nanos =
        new BigDecimal(parts.group(2)).multiply(BigDecimal.valueOf(unitNanos(parts.group(3))));
    if (nanos.compareTo(MOST_NANOS) > 0) {
      throw new DurationFormatException("it is too long to be counted in nanoseconds");
    }
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw new DurationFormatException("it is finer than a nanosecond");
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  /// The shortest exact form with a whole number: `1500ms`, `2s`, `0s`.
  ///
  /// @param duration not negative, at most {@link #LONGEST}
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (Unit unit : Unit.values()) {
      if (nanos % unit.nanos == 0) {
        return nanos / unit.nanos + unit.symbol;
      }
    }
    throw new AssertionError("every duration is a number of nanoseconds");
  }

  private static long unitNanos(String symbol) throws DurationFormatException {
    for (Unit unit : Unit.values()) {
      if (unit.symbol.equals(symbol)) {
        return unit.nanos;
      }
    }
    throw new DurationFormatException(
        "its unit is none of ns, us, ms, s, m (minutes) and h (hours)");
  }

  /// From the longest to the shortest.
  private enum Unit {
    HOUR("h", 3_600_000_000_000L),
    MINUTE("m", 60_000_000_000L),
    SECOND("s", 1_000_000_000L),
    MILLISECOND("ms", 1_000_000L),
    MICROSECOND("us", 1_000L),
    NANOSECOND("ns", 1L);

    final String symbol;
    final long nanos;

    Unit(String symbol, long nanos) {
      this.symbol = symbol;
      this.nanos = nanos;
    }
  }
}
