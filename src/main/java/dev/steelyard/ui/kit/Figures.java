package dev.steelyard.ui.kit;

import dev.steelyard.metrics.Latency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// Numbers in words, the same all over the screen and in every locale: a dot for decimals, a comma
/// between thousands, always a unit, never NaN.
public final class Figures {
  private static final double THOUSAND = 1_000;

  private Figures() {}

  /// Requests or attempts per second: `0.4 req/s`, `412 req/s`, `12.4k req/s`.
  public static Figure rate(double perSecond) {
    return isMeasured(perSecond) ? new Figure(scaled(perSecond), "req/s") : Figure.NONE;
  }

  /// A time in nanoseconds: `850 µs`, `8.4 ms`, `412 ms`, `1.24 s`.
  public static Figure duration(long nanos) {
    if (nanos < 0) {
      return Figure.NONE;
    }
    double micros = nanos / 1e3;
    if (micros < 999.5) {
      return new Figure(twoDigits(micros), "µs");
    }
    double millis = nanos / 1e6;
    return millis < 999.5
        ? new Figure(twoDigits(millis), "ms")
        : new Figure(threeDigits(nanos / 1e9), "s");
  }

  /// One figure of a latency; no data if nothing was measured.
  public static Figure duration(Latency latency, ToLongFunction<Latency> figure) {
    return latency.isEmpty() ? Figure.NONE : duration(figure.applyAsLong(latency));
  }

  /// A ratio from 0 to 1 as a percentage: `99.7 %`. Says 0 or 100 only when it is exactly so, since
  /// one failure in ten thousand is the whole point.
  public static Figure percent(double ratio) {
    if (!isMeasured(ratio)) {
      return Figure.NONE;
    }
    double percent = ratio * 100;
    if (percent == 0 || percent == 100) {
      return new Figure(decimals(percent, 0), "%");
    }
    if (percent < 0.05) {
      return new Figure(percent < 0.01 ? "< 0.01" : decimals(percent, 2), "%");
    }
    if (percent >= 99.95 && percent < 100) {
      return new Figure(decimals(Math.min(percent, 99.99), 2), "%");
    }
    return new Figure(decimals(percent, 1), "%");
  }

  /// As {@link #percent(double)}; no data if empty.
  public static Figure percent(OptionalDouble ratio) {
    return ratio.isPresent() ? percent(ratio.getAsDouble()) : Figure.NONE;
  }

  /// What comes on top, as a ratio of what was there: `+1.2 %`, `+130 %`; plain `0 %` for nothing.
  public static Figure extra(OptionalDouble ratio) {
    if (ratio.isEmpty() || !isMeasured(ratio.getAsDouble())) {
      return Figure.NONE;
    }
    double percent = ratio.getAsDouble() * 100;
    if (percent == 0) {
      return new Figure("0", "%");
    }
    return new Figure(percent < 0.1 ? "< +0.1" : "+" + twoDigits(percent), "%");
  }

  /// A count: `12,345`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A moment of the run for a log, from nanoseconds: `01:23.4`; with hours `1:01:23.4`.
  public static String moment(long nanos) {
    long tenths = Math.max(0, nanos) / 100_000_000L;
    return elapsed(nanos) + "." + tenths % 10;
  }

  /// How long a run is going, from nanoseconds: `01:23`; with hours `1:01:23`.
  public static String elapsed(long nanos) {
    long seconds = Math.max(0, nanos) / 1_000_000_000L;
    long hours = seconds / 3_600;
    String rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
    return hours == 0 ? rest : hours + ":" + rest;
  }

  private static boolean isMeasured(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static String scaled(double value) {
    if (value < 9.95) {
      return value == 0 ? "0" : decimals(value, 1);
    }
    if (value < 9_999.5) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value < 999_500
        ? threeDigits(value / THOUSAND) + "k"
        : threeDigits(value / THOUSAND / THOUSAND) + "M";
  }

  private static String twoDigits(double value) {
    if (value == 0) {
      return "0";
    }
    return value < 9.95 ? decimals(value, 1) : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String threeDigits(double value) {
    if (value < 9.995) {
      return decimals(value, 2);
    }
    return value < 99.95 ? decimals(value, 1) : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
