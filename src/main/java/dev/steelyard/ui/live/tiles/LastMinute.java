package dev.steelyard.ui.live.tiles;

import dev.steelyard.metrics.History;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The last minute of a history as one value a second, so that six lines are cheap to draw. Of each
/// second the worst value is kept.
final class LastMinute {
  static final int SECONDS = 60;

  private LastMinute() {}

  static List<Double> of(History history, long nowNanos, TileKind kind) {
    double[] values = new double[SECONDS];
    Arrays.fill(values, Double.NaN);
    long second = TimeUnit.SECONDS.toNanos(1);
    long from = nowNanos - SECONDS * second;
    for (int i = history.indexAt(Math.max(0, from + 1)); i < history.size(); i++) {
      int index = (int) ((history.get(i).atNanos() - from - 1) / second);
      if (index >= SECONDS) {
        break;
      }
      values[index] = worse(kind, values[index], kind.value(history.get(i)));
    }
    return Arrays.stream(values).boxed().toList();
  }

  private static double worse(TileKind kind, double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) ? other : one;
    }
    return kind.lowIsBad() ? Math.min(one, other) : Math.max(one, other);
  }
}
