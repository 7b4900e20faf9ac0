package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import dev.steelyard.ui.kit.Ink;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// Areas on top of each other, so that their sum can be seen as well as each of them.
final class StackedArea {
  /// With more layers than this the lines between them would be most of the picture.
  private static final int MOST_WITH_LINES = 12;

  private final History history;
  private final int[] picks;
  private final double top;
  private final List<Layer> layers = new ArrayList<>();

  /// @param picks which points to draw
  /// @param top the end of the axis
  StackedArea(History history, int[] picks, double top) {
    this.history = history;
    this.picks = picks;
    this.top = top;
  }

  /// How much a layer adds at a point.
  @FunctionalInterface
  interface Thickness {
    double at(Point point);
  }

  /// Adds a layer on top.
  void add(Paint paint, Thickness thickness) {
    layers.add(new Layer(paint, thickness));
  }

  /// Paints all layers and returns, for each, the middle of its right end as a y, or NaN if it is
  /// thinner there than `leastHeight`.
  double[] paint(Sheet sheet, PlotArea area, double leastHeight) {
    double[] middles = new double[layers.size()];
    int count = picks.length;
    double[] xs = new double[2 * count];
    double[] ys = new double[2 * count];
    double[] below = new double[count];
    for (int i = 0; i < count; i++) {
      xs[i] = area.x(history.get(picks[i]).atNanos());
      xs[2 * count - 1 - i] = xs[i];
    }
    GraphicsContext graphics = sheet.graphics();
    graphics.setLineWidth(sheet.inks().lineWidth());
    graphics.setStroke(sheet.inks().of(Ink.SURFACE_RAISED, 0.7));
    for (int number = 0; number < layers.size(); number++) {
      Layer layer = layers.get(number);
      double thickest = 0;
      for (int i = 0; i < count; i++) {
        double thickness = Math.max(0, layer.thickness().at(history.get(picks[i])));
        thickest = Math.max(thickest, thickness);
        ys[2 * count - 1 - i] = area.y(below[i] / top);
        below[i] += thickness;
        ys[i] = area.y(below[i] / top);
      }
      double height = count == 0 ? 0 : ys[count] - ys[count - 1];
      middles[number] = height < leastHeight ? Double.NaN : ys[count - 1] + height / 2;
      if (thickest > 0) {
        graphics.setFill(layer.paint());
        graphics.fillPolygon(xs, ys, 2 * count);
        if (layers.size() <= MOST_WITH_LINES) {
          graphics.strokePolyline(xs, ys, count);
        }
      }
    }
    return middles;
  }

  private record Layer(Paint paint, Thickness thickness) {}
}
