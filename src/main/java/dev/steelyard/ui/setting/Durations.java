package dev.steelyard.ui.setting;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people type them: a number and its unit, `250us`, `20 ms`, `2s`, `5m`.
public final class Durations {
  private static final Pattern TEXT =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\s*(us|µs|ms|s|m|min|h)");
  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;
  private static final double MINUTE = 60e9;
  private static final double HOUR = 3_600e9;

  private Durations() {}

  public static Notation<Duration> from(Duration least, Duration most) {
    return new Notation<>(
        Durations::write,
        text -> {
          Duration value = read(text);
          if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        },
        "Time with its unit, from " + write(least) + " to " + write(most));
  }

  public static String write(Duration duration) {
    double nanos = duration.toNanos();
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos < MILLI) {
      return Notation.plain(nanos / MICRO) + " us";
    }
    if (nanos < SECOND) {
      return Notation.plain(nanos / MILLI) + " ms";
    }
    if (nanos >= HOUR && nanos % HOUR == 0) {
      return Notation.plain(nanos / HOUR) + " h";
    }
    return nanos >= 2 * MINUTE && nanos % MINUTE == 0
        ? Notation.plain(nanos / MINUTE) + " min"
        : Notation.plain(nanos / SECOND) + " s";
  }

  public static Duration read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    double unit =
        switch (matcher.group(2)) {
          case "us", "µs" -> MICRO;
          case "ms" -> MILLI;
          case "s" -> SECOND;
          case "m", "min" -> MINUTE;
          default -> HOUR;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
  }
}
