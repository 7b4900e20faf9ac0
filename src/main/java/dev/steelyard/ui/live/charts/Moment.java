package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds what was measured at a moment.
final class Moment {
  private static final long FAR = TimeUnit.SECONDS.toNanos(1);

  private Moment() {}

  /// The point nearest to `atNanos`; empty if none is near it.
  static Optional<Point> in(History history, long atNanos) {
    int after = history.indexAt(atNanos);
    Point best = null;
    for (int i = Math.max(0, after - 1); i <= after && i < history.size(); i++) {
      Point point = history.get(i);
      if (best == null || distance(point, atNanos) < distance(best, atNanos)) {
        best = point;
      }
    }
    return Optional.ofNullable(best).filter(point -> distance(point, atNanos) <= FAR);
  }

  /// The newest point; empty if there is none.
  static Optional<Point> newest(History history) {
    return history.size() == 0 ? Optional.empty() : Optional.of(history.get(history.size() - 1));
  }

  private static long distance(Point point, long atNanos) {
    return Math.abs(point.atNanos() - atNanos);
  }
}
