package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.Figures;
import java.util.List;
import java.util.Locale;

/// The marks of value axes, in words.
final class Marks {
  private static final double ROOM = 13;

  private Marks() {}

  /// How many marks a plot has room for, at most `most`.
  static int room(PlotArea area, int most) {
    return Math.clamp((int) (area.height() / ROOM), 1, most);
  }

  /// From 0 to `top`, without a unit.
  static List<Sheet.Mark> linear(double top, int most) {
    return Ticks.linear(top, most).stream()
        .map(value -> new Sheet.Mark(value / top, plain(value)))
        .toList();
  }

  /// Of latencies, each with its unit.
  static List<Sheet.Mark> latency(LatencyAxis axis, int most) {
    return axis.marks(most).stream()
        .map(millis -> new Sheet.Mark(axis.share(millis), millis(millis)))
        .toList();
  }

  /// A round number without zeros behind the dot.
  static String plain(double value) {
    if (value >= 10_000) {
      return Figures.rate(value).number().replace(".0k", "k");
    }
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String millis(double millis) {
    if (millis == 0) {
      return "0 ms";
    }
    if (millis >= 1_000) {
      return plain(millis / 1_000) + " s";
    }
    return millis < 1 ? plain(millis * 1_000) + " µs" : plain(millis) + " ms";
  }
}
