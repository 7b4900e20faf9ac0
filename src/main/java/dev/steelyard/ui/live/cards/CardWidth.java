package dev.steelyard.ui.live.cards;

/// How much a card can show side by side.
enum CardWidth {
  NARROW(0),
  MIDDLE(624),
  WIDE(696);

  private final double least;

  CardWidth(double least) {
    this.least = least;
  }

  /// The widest that fits into `room` pixels.
  static CardWidth fitting(double room) {
    if (room >= WIDE.least) {
      return WIDE;
    }
    return room >= MIDDLE.least ? MIDDLE : NARROW;
  }
}
