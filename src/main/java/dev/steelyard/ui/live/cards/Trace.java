package dev.steelyard.ui.live.cards;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Sparkline;
import java.util.List;

/// How the 99th percentile of one node's latency went during the last half minute.
final class Trace {
  private static final long SPAN_NANOS = 30_000_000_000L;
  private static final int MOST_VALUES = 60;

  private Trace() {}

  static void show(Sparkline line, History history, int node) {
    int size = history.size();
    if (size == 0) {
      return;
    }
    int first = history.indexAt(history.get(size - 1).atNanos() - SPAN_NANOS);
    int step = Math.max(1, (size - first) / MOST_VALUES);
    int count = (size - first - 1) / step + 1;
    double[] values = new double[count];
    double most = 1;
    for (int i = 0; i < count; i++) {
      List<Point.NodePoint> nodes = history.get(size - 1 - (count - 1 - i) * step).nodes();
      long p99 = node < nodes.size() ? nodes.get(node).p99Nanos() : 0; // It came later.
      values[i] = p99 == 0 ? Double.NaN : (double) p99;
      most = Math.max(most, (double) p99);
    }
    line.show(values, 0, most, Ink.P99);
  }
}
