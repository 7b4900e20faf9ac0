package dev.steelyard.ui.live.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// A pointer over a chart, without a robot. JavaFX thread.
final class Pointer {
  private Pointer() {}

  /// Moves to a place of a chart's canvas, given as shares of its width and height.
  static void moveTo(ChartsPane charts, int chart, double right, double down) {
    fire(charts, chart, right, down, MouseEvent.MOUSE_MOVED, 0);
  }

  static void leave(ChartsPane charts, int chart) {
    fire(charts, chart, -1, -1, MouseEvent.MOUSE_EXITED, 0);
  }

  static void doubleClick(ChartsPane charts, int chart) {
    fire(charts, chart, 0.5, 0.5, MouseEvent.MOUSE_CLICKED, 2);
  }

  private static void fire(
      ChartsPane charts,
      int chart,
      double right,
      double down,
      EventType<MouseEvent> type,
      int clicks) {
    List<Node> canvases = new ArrayList<>(charts.lookupAll(".chart"));
    Canvas canvas = canvasIn(canvases.get(chart));
    double x = right * canvas.getWidth();
    double y = down * canvas.getHeight();
    Bounds onScreen = canvas.localToScreen(canvas.getBoundsInLocal());
    canvas.fireEvent(
        new MouseEvent(
            canvas,
            canvas,
            type,
            x,
            y,
            onScreen.getMinX() + x,
            onScreen.getMinY() + y,
            clicks == 0 ? MouseButton.NONE : MouseButton.PRIMARY,
            clicks,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  private static Canvas canvasIn(Node pane) {
    return ((ChartPane) pane)
        .getChildrenUnmodifiable().stream()
            .filter(Canvas.class::isInstance)
            .map(Canvas.class::cast)
            .findFirst()
            .orElseThrow();
  }
}
