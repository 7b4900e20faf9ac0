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

  private final double height;
  private final double gap;

  Density(double height, double gap) {
    this.height = height;
    this.gap = gap;
  }

  double height() {
    return height;
  }

  /// The room between two of `count` cards in `room` pixels: what is left over spreads them a
  /// little.
  double gap(int count, double room) {
    return Math.clamp((room - count * height) / Math.max(1, count - 1), gap, WIDEST_GAP);
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
