package dev.steelyard.ui.live.tiles;

import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.StateMark;
import java.util.Locale;
import java.util.Optional;

/// Whether a figure is as it should be.
enum Level {
  /// There is no figure, or nothing that it should be.
  NONE,
  GOOD,
  WATCH,
  BAD;

  /// The word on screen; empty for none.
  String word() {
    return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
  }

  /// The shape beside the word.
  Optional<StateMark> mark() {
    return switch (this) {
      case NONE -> Optional.empty();
      case GOOD -> Optional.of(StateMark.HEALTHY);
      case WATCH -> Optional.of(StateMark.DEGRADED);
      case BAD -> Optional.of(StateMark.BROKEN);
    };
  }

  /// The colour of the figure's line.
  Ink ink() {
    return switch (this) {
      case NONE, GOOD -> Ink.ACCENT;
      case WATCH -> Ink.DEGRADED;
      case BAD -> Ink.BROKEN;
    };
  }
}
