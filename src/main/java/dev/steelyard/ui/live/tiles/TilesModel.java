package dev.steelyard.ui.live.tiles;

import dev.steelyard.metrics.Frame;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the tiles show.
///
/// One thread, the JavaFX thread in the app; needs no toolkit.
final class TilesModel {
  private final Map<TileKind, ReadOnlyObjectWrapper<Tile>> tiles = new EnumMap<>(TileKind.class);
  private @Nullable Frame frame;

  TilesModel() {
    for (TileKind kind : TileKind.values()) {
      tiles.put(kind, new ReadOnlyObjectWrapper<>(this, kind.name(), Tile.EMPTY));
    }
  }

  ReadOnlyObjectProperty<Tile> tileProperty(TileKind kind) {
    return wrapper(kind).getReadOnlyProperty();
  }

  /// Takes the newest frame; does nothing if it is the one that is on show already.
  @SuppressWarnings("ReferenceEquality") // The same frame, not an equal one: comparing two is work.
  void update(Frame newest) {
    if (newest == frame) {
      return;
    }
    frame = newest;
    for (TileKind kind : TileKind.values()) {
      wrapper(kind).set(tile(kind, newest));
    }
  }

  private static Tile tile(TileKind kind, Frame frame) {
    List<Double> line = LastMinute.of(frame.history(), frame.atNanos(), kind);
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double value : line) {
      if (!Double.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    Level level = kind.limits().of(kind.value(frame));
    // A line that hangs from 1 shows at least a tenth, so that a small dent looks small.
    return kind.lowIsBad()
        ? new Tile(kind.figure(frame), level, line, Math.min(low, 0.9), 1)
        : new Tile(kind.figure(frame), level, line, 0, high * 1.1);
  }

  private ReadOnlyObjectWrapper<Tile> wrapper(TileKind kind) {
    return Objects.requireNonNull(tiles.get(kind), "every kind has a tile");
  }
}
