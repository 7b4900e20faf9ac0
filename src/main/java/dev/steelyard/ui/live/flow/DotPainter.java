package dev.steelyard.ui.live.flow;

import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import dev.steelyard.ui.live.flow.FlowGeometry.Spot;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Paints one mark: a disc for a first try, a triangle for a retry, a diamond for a hedge, a ring
/// for an answer, a cross for a failure. In grey they are still told apart.
final class DotPainter {
  static final double RADIUS = 4.5;

  private DotPainter() {}

  static void paint(GraphicsContext graphics, Dot dot, Spot at, Inks inks) {
    switch (dot.shape()) {
      case FIRST -> disc(graphics, at, inks);
      case RETRY -> triangle(graphics, at, inks);
      case HEDGE -> diamond(graphics, at, inks);
      case ANSWER -> ring(graphics, at, inks);
      case CROSS -> cross(graphics, at, inks.of(Ink.FAILED, 1 - dot.fallen()));
    }
  }

  private static void disc(GraphicsContext graphics, Spot at, Inks inks) {
    graphics.setFill(inks.of(Ink.ACCENT));
    graphics.fillOval(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS);
  }

  private static void ring(GraphicsContext graphics, Spot at, Inks inks) {
    double radius = RADIUS - 1;
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.fillOval(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
    graphics.setStroke(inks.of(Ink.HEALTHY));
    graphics.setLineWidth(2);
    graphics.strokeOval(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
  }

  private static void triangle(GraphicsContext graphics, Spot at, Inks inks) {
    double size = RADIUS + 2;
    graphics.setFill(inks.of(Ink.RETRY));
    graphics.fillPolygon(
        new double[] {at.x() - size, at.x() + size, at.x()},
        new double[] {at.y() + size - 1, at.y() + size - 1, at.y() - size},
        3);
  }

  private static void diamond(GraphicsContext graphics, Spot at, Inks inks) {
    double size = RADIUS + 2;
    graphics.setFill(inks.of(Ink.HEDGE));
    graphics.fillPolygon(
        new double[] {at.x() - size, at.x(), at.x() + size, at.x()},
        new double[] {at.y(), at.y() - size, at.y(), at.y() + size},
        4);
  }

  private static void cross(GraphicsContext graphics, Spot at, Color color) {
    double size = RADIUS + 0.5;
    graphics.setStroke(color);
    graphics.setLineWidth(3);
    graphics.strokeLine(at.x() - size, at.y() - size, at.x() + size, at.y() + size);
    graphics.strokeLine(at.x() - size, at.y() + size, at.x() + size, at.y() - size);
  }
}
