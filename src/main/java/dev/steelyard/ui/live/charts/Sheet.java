package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// What a chart is painted on: a canvas of some size, the colours, and what all charts draw alike.
final class Sheet {
  /// Left of the plot, for the marks of the value axis and the names of lanes.
  static final double LEFT_MARGIN = 52;

  /// Right of the plot, for the names of lines and areas.
  static final double RIGHT_MARGIN = 62;

  /// Below the plot, for the marks of the time axis.
  static final double BOTTOM_MARGIN = 17;

  private static final double TOP_MARGIN = 6;
  private static final double ROOM_FOR_TIME = 56;
  private static final int LEAST_LETTERS = 3;
  private static final int MOST_MEASURED = 512;

  private final GraphicsContext graphics;
  private final double width;
  private final double height;
  private final Inks inks;
  private final Map<Measured, Double> widths;

  Sheet(GraphicsContext graphics, double width, double height, Inks inks) {
    this.graphics = graphics;
    this.width = width;
    this.height = height;
    this.inks = inks;
    this.widths =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Measured, Double> eldest) {
            return size() > MOST_MEASURED;
          }
        };
  }

  GraphicsContext graphics() {
    return graphics;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  Inks inks() {
    return inks;
  }

  void clear() {
    graphics.clearRect(0, 0, width, height);
  }

  /// The plot of a chart that fills the sheet.
  PlotArea area(TimeRange time) {
    return area(time, RIGHT_MARGIN);
  }

  /// The same with another margin on the right.
  PlotArea area(TimeRange time, double rightMargin) {
    return new PlotArea(
        LEFT_MARGIN,
        TOP_MARGIN,
        Math.max(0, width - LEFT_MARGIN - rightMargin),
        Math.max(0, height - TOP_MARGIN - BOTTOM_MARGIN),
        time);
  }

  /// Draws a level line for each mark, and its text left of the plot.
  void valueAxis(PlotArea area, List<Mark> marks) {
    graphics.setStroke(inks.of(Ink.GRID));
    graphics.setLineWidth(inks.lineWidth());
    double lastText = Double.POSITIVE_INFINITY;
    for (Mark mark : marks) {
      double y = crisp(area.y(mark.share()));
      graphics.strokeLine(area.left(), y, area.right(), y);
      if (lastText - y >= inks.small().getSize() + 1) {
        text(mark.text(), area.left() - 6, y, TextAlignment.RIGHT, inks.small(), Ink.TEXT_MUTED);
        lastText = y;
      }
    }
  }

  /// Draws the times below the plot, and a line at the start of the run if it is on show.
  void timeAxis(PlotArea area) {
    int most = Math.max(2, (int) (area.width() / ROOM_FOR_TIME));
    double y = area.bottom() + BOTTOM_MARGIN / 2 + 3;
    graphics.setStroke(inks.of(Ink.GRID));
    graphics.setLineWidth(inks.lineWidth());
    for (long mark : Ticks.time(area.time(), most)) {
      double x = crisp(area.x(mark));
      graphics.strokeLine(x, area.top(), x, area.bottom() + 3);
      text(Figures.elapsed(mark), x, y, TextAlignment.CENTER, inks.small(), Ink.TEXT_MUTED);
    }
  }

  /// Writes in the middle of the sheet, line by line, why there is nothing and what to do.
  void emptyState(PlotArea area, String... lines) {
    double pitch = inks.text().getSize() + 5;
    double y = area.top() + area.height() / 2 - pitch * (lines.length - 1) / 2;
    for (String line : lines) {
      text(line, width / 2, y, TextAlignment.CENTER, inks.text(), Ink.TEXT_MUTED);
      y += pitch;
    }
  }

  /// Writes one line; `y` is its middle.
  void text(String words, double x, double y, TextAlignment align, Font font, Ink ink) {
    text(words, x, y, align, font, inks.of(ink));
  }

  void text(String words, double x, double y, TextAlignment align, Font font, Paint paint) {
    graphics.setFont(font);
    graphics.setFill(paint);
    graphics.setTextAlign(align);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.fillText(words, Math.rint(x), Math.rint(y));
  }

  /// As much of `words` as `room` has place for, with an ellipsis if that is not all; nothing at
  /// all rather than a letter or two.
  String fitted(String words, Font font, double room) {
    if (widthOf(words, font) <= room) {
      return words;
    }
    for (int end = words.length() - 1; end >= LEAST_LETTERS; end--) {
      String shorter = words.substring(0, end) + "…";
      if (widthOf(shorter, font) <= room) {
        return shorter;
      }
    }
    return "";
  }

  /// As {@link #fitted}, but keeps the end, where the names of nodes differ.
  String fittedName(String name, Font font, double room) {
    if (widthOf(name, font) <= room) {
      return name;
    }
    for (int from = 1; from < name.length(); from++) {
      String shorter = "…" + name.substring(from);
      if (widthOf(shorter, font) <= room) {
        return shorter;
      }
    }
    return "";
  }

  double widthOf(String words, Font font) {
    return widths.computeIfAbsent(
        new Measured(words, font),
        measured -> {
          Text text = new Text(words);
          text.setFont(font);
          return text.getLayoutBounds().getWidth();
        });
  }

  /// The nearest place where a line of one pixel is not blurred over two.
  static double crisp(double at) {
    return Math.floor(at) + 0.5;
  }

  /// A mark of a value axis.
  ///
  /// @param share its height, 0 at the bottom of the plot, 1 at the top
  record Mark(double share, String text) {}

  private record Measured(String words, Font font) {}
}
