package dev.steelyard.ui.live.cards;

import dev.steelyard.metrics.History;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/// The 99th percentile of one node's latency over the last half minute, as a small line without
/// axes.
final class Trace extends Canvas {
  private static final long SPAN_NANOS = 30_000_000_000L;
  private static final double PAD = 2;

  private final int node;

  Trace(int node, double width, double height) {
    super(width, height);
    this.node = node;
  }

  void show(History history, Inks inks) {
    GraphicsContext graphics = getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    int size = history.size();
    if (size < 2) {
      return;
    }
    long end = history.get(size - 1).atNanos();
    int first = history.indexAt(end - SPAN_NANOS);
    long most = 1;
    for (int i = first; i < size; i++) {
      most = Math.max(most, history.get(i).nodes().get(node).p99Nanos());
    }
    graphics.setStroke(inks.of(Ink.P99));
    graphics.setLineWidth(1.5);
    graphics.beginPath();
    boolean down = false;
    for (int i = first; i < size; i++) {
      long p99 = history.get(i).nodes().get(node).p99Nanos();
      if (p99 == 0) {
        down = false;
        continue;
      }
      double age = (double) (end - history.get(i).atNanos()) / SPAN_NANOS;
      double x = PAD + (1 - age) * (getWidth() - 2 * PAD);
      double y = getHeight() - PAD - (double) p99 / most * (getHeight() - 2 * PAD);
      if (down) {
        graphics.lineTo(x, y);
      } else {
        graphics.moveTo(x, y);
      }
      down = true;
    }
    graphics.stroke();
  }
}
