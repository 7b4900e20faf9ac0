package dev.steelyard.ui.live.charts;

import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;

/// Keeps what is painted within the plot.
final class Clip {
  private Clip() {}

  static <T> T to(Sheet sheet, PlotArea area, Supplier<T> painting) {
    GraphicsContext graphics = sheet.graphics();
    graphics.save();
    graphics.beginPath();
    graphics.rect(
        Math.floor(area.left()),
        Math.floor(area.top()) - 1,
        Math.ceil(area.width()),
        Math.ceil(area.height()) + 2);
    graphics.clip();
    try {
      return painting.get();
    } finally {
      graphics.restore();
    }
  }

  static void to(Sheet sheet, PlotArea area, Runnable painting) {
    Clip.<Boolean>to(
        sheet,
        area,
        () -> {
          painting.run();
          return true;
        });
  }
}
