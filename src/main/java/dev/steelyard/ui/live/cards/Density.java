package dev.steelyard.ui.live.cards;

import java.util.Locale;

/// How much room a card takes.
enum Density {
  /// Three lines.
  FULL(92, 8),
  /// Two lines.
  COMPACT(60, 4),
  /// One line.
  ROW(28, 2);

  private static final double WIDEST_GAP = 16;
  private static final double TALLEST_ROW = 40;

  private final double height;
  private final double gap;

  Density(double height, double gap) {
    this.height = height;
    this.gap = gap;
  }

  /// How tall each of `count` cards in `room` pixels is: rows use some of what is left over.
  double height(int count, double room) {
    double each = Math.floor((room - Math.max(0, count - 1) * 2 * gap) / Math.max(1, count));
    return this == ROW ? Math.clamp(each, height, TALLEST_ROW) : height;
  }

  /// The room between two of `count` cards in `room` pixels: what is left over spreads them a
  /// little.
  double gap(int count, double room) {
    double left = room - count * height(count, room);
    return Math.clamp(Math.floor(left / Math.max(1, count - 1)), gap, WIDEST_GAP);
  }

  /// The roomiest one with which `count` cards fit into `room` pixels; rows if none does.
  static Density fitting(int count, double room) {
    for (Density density : values()) {
      if (count * density.height + (count - 1) * density.gap <= room) {
        return density;
      }
    }
    return ROW;
  }

  /// The style class: `density-row`.
  String styleClass() {
    return "density-" + name().toLowerCase(Locale.ROOT);
  }
}
