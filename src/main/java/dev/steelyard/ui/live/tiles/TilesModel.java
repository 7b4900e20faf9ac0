package dev.steelyard.ui.live.tiles;

import dev.steelyard.metrics.Frame;
import dev.steelyard.ui.kit.Figures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the tiles show, and a warning if the figures are not to be trusted.
///
/// One thread, the JavaFX thread in the app; needs no toolkit.
final class TilesModel {
  /// From this lag on the load differs from what was asked for.
  static final long MOST_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// A warning about lag stays so long, or it could not be read.
  static final long WARNING_STAYS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<TileKind, ReadOnlyObjectWrapper<Tile>> tiles = new EnumMap<>(TileKind.class);
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper(this, "warning", "");
  private @Nullable Frame frame;
  private long lateSinceNanos = Long.MIN_VALUE;

  TilesModel() {
    for (TileKind kind : TileKind.values()) {
      tiles.put(kind, new ReadOnlyObjectWrapper<>(this, kind.name(), Tile.EMPTY));
    }
  }

  ReadOnlyObjectProperty<Tile> tileProperty(TileKind kind) {
    return wrapper(kind).getReadOnlyProperty();
  }

  /// Why the figures are not to be trusted; empty as long as they are.
  ReadOnlyStringProperty warningProperty() {
    return warning.getReadOnlyProperty();
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
    warn(newest);
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

  private void warn(Frame newest) {
    if (!newest.books().balance()) {
      warning.set("The counts do not add up; please report this with the scenario and its seed.");
      return;
    }
    long at = newest.atNanos();
    if (newest.generatorLagNanos() > MOST_LAG_NANOS) {
      lateSinceNanos = at;
      warning.set(
          "This machine cannot keep up: requests start "
              + Figures.duration(newest.generatorLagNanos())
              + " late. Lower the rate.");
    } else if (at < lateSinceNanos || at >= lateSinceNanos + WARNING_STAYS_NANOS) {
      warning.set("");
    }
  }

  private ReadOnlyObjectWrapper<Tile> wrapper(TileKind kind) {
    return Objects.requireNonNull(tiles.get(kind), "every kind has a tile");
  }
}
