package dev.steelyard.ui.live.tiles;

import dev.steelyard.ui.kit.Figure;
import java.util.List;

/// What one tile shows at a moment.
///
/// @param line the last minute, a value a second, newest last; NaN is a gap
/// @param low the value at the bottom of the line's room
/// @param high the value at the top
record Tile(Figure figure, Level level, List<Double> line, double low, double high) {
  Tile {
    line = List.copyOf(line);
  }

  static final Tile EMPTY = new Tile(Figure.NONE, Level.NONE, List.of(), 0, 1);
}
