package dev.steelyard.ui.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/// A word-sized chart: how a figure went, without axes. The newest value is on the right.
///
/// Paints in its layout pass, so at most once a pulse. JavaFX thread.
public final class Sparkline extends Region {
  private static final double LEAST_WIDTH = 24;
  private static final double DOT = 4;
  private static final double FILL_OPACITY = 0.13;

  private final InkWell inkWell = new InkWell();
  private final Canvas canvas = new Canvas();
  private double[] values = {};
  private double low;
  private double high = 1;
  private Ink ink = Ink.ACCENT;

  public Sparkline() {
    getStyleClass().add("sparkline");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMouseTransparent(true);
    setMinSize(LEAST_WIDTH, 0);
    canvas.setManaged(false);
    getChildren().addAll(inkWell, canvas);
    inkWell.inks().addListener(inks -> requestLayout());
  }

  /// Shows values at equal distances; NaN is a gap.
  ///
  /// @param low the value at the bottom
  /// @param high the value at the top, above `low`
  public void show(double[] values, double low, double high, Ink ink) {
    this.values = values.clone();
    this.low = low;
    this.high = high > low ? high : low + 1;
    this.ink = ink;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    if (getHeight() > DOT && getWidth() > DOT) {
      paint(graphics, getWidth(), getHeight(), inkWell.inks().get());
    }
  }

  private void paint(GraphicsContext graphics, double width, double height, Inks inks) {
    double[] xs = new double[values.length + 2];
    double[] ys = new double[values.length + 2];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        run(graphics, xs, ys, length, height, inks);
        length = 0;
        continue;
      }
      xs[length] = i * (width - DOT) / Math.max(1, values.length - 1) + DOT / 2;
      double share = Math.clamp((values[i] - low) / (high - low), 0, 1);
      ys[length] = height - DOT / 2 - share * (height - DOT);
      length++;
    }
    run(graphics, xs, ys, length, height, inks);
    if (length > 0) {
      graphics.setFill(inks.of(ink));
      graphics.fillOval(xs[length - 1] - DOT / 2, ys[length - 1] - DOT / 2, DOT, DOT);
    }
  }

  /// Paints one stretch without gaps, with a quiet fill down to the bottom.
  private void run(
      GraphicsContext graphics, double[] xs, double[] ys, int length, double height, Inks inks) {
    if (length < 2) {
      return;
    }
    double endX = xs[length];
    double endY = ys[length];
    xs[length] = xs[length - 1];
    ys[length] = height;
    xs[length + 1] = xs[0];
    ys[length + 1] = height;
    graphics.setFill(inks.of(ink, FILL_OPACITY));
    graphics.fillPolygon(xs, ys, length + 2);
    xs[length] = endX;
    ys[length] = endY;
    graphics.setStroke(inks.of(ink));
    graphics.setLineWidth(1.25 * inks.lineWidth());
    graphics.strokePolyline(xs, ys, length);
  }
}
