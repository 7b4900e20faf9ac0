package dev.steelyard.ui.live.cards;

import java.util.Locale;

/// How much a card can show side by side.
enum CardWidth {
  /// The buttons are icons, and the figures that the charts tell as well are left out.
  SLIM(0),
  NARROW(552),
  MIDDLE(624),
  WIDE(696);

  private final double least;

  CardWidth(double least) {
    this.least = least;
  }

  /// The widest that fits into `room` pixels.
  static CardWidth fitting(double room) {
    CardWidth widest = SLIM;
    for (CardWidth width : values()) {
      widest = room >= width.least ? width : widest;
    }
    return widest;
  }

  /// The style class: `width-slim`.
  String styleClass() {
    return "width-" + name().toLowerCase(Locale.ROOT);
  }

  boolean atLeast(CardWidth other) {
    return compareTo(other) >= 0;
  }
}
