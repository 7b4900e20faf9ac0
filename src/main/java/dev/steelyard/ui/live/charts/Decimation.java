package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// Chooses which points of a history are drawn: all of them while there is room, otherwise the
/// greatest one of each column, since a peak must not vanish because the window is long.
final class Decimation {
  private Decimation() {}

  /// Indexes into `history`, ascending: those in `range` and one on either side of it, so that
  /// lines go on to the edge; at most two for each of `columns`, of which the first and last are
  /// kept.
  ///
  /// @param weight what makes a point worth keeping
  static int[] pick(History history, TimeRange range, int columns, ToDoubleFunction<Point> weight) {
    int from = Math.max(0, history.indexAt(range.fromNanos()) - 1);
    int to = Math.min(history.size(), history.indexAt(range.toNanos() + 1) + 1);
    int count = Math.max(0, to - from);
    int[] picks = new int[Math.min(count, 2 * columns + 2)];
    if (count <= 2 * columns) {
      Arrays.setAll(picks, i -> from + i);
      return picks;
    }
    // Columns stand still while the window moves, or else a peak would flicker.
    long columnNanos = Math.max(1, range.lengthNanos() / columns);
    int size = 0;
    int best = from;
    long column = Long.MIN_VALUE;
    double bestWeight = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      Point point = history.get(i);
      long itsColumn = Math.floorDiv(point.atNanos(), columnNanos);
      if (itsColumn != column) {
        if (i > from) {
          picks[size++] = best;
        }
        column = itsColumn;
        bestWeight = Double.NEGATIVE_INFINITY;
      }
      double itsWeight = weight.applyAsDouble(point);
      if (itsWeight > bestWeight) {
        bestWeight = itsWeight;
        best = i;
      }
    }
    picks[size++] = best;
    if (best != to - 1) {
      picks[size++] = to - 1;
    }
    return Arrays.copyOf(picks, size);
  }
}
