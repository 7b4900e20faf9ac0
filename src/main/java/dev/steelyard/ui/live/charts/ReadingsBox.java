package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.InkWell;
import dev.steelyard.ui.kit.Inks;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/// What a chart says of the moment under the cross-hair, in a box that floats beside it.
final class ReadingsBox extends Region {
  private static final double LINE = 17;
  private static final double PAD = 8;
  private static final double SAMPLE = 10;
  private static final double NAME_LEFT = PAD + SAMPLE + 7;
  private static final double BETWEEN = 14;
  private static final int MOST_LINES = 12;

  private final InkWell inkWell = new InkWell();
  private final Canvas canvas = new Canvas();

  ReadingsBox() {
    getStyleClass().add("readings");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    getChildren().addAll(inkWell, canvas);
  }

  /// Shows what is said of a moment; takes the size that it needs.
  void show(long atNanos, List<Reading> readings) {
    Inks inks = inkWell.inks().get();
    Sheet measure = new Sheet(canvas.getGraphicsContext2D(), 0, 0, inks);
    int rows = Math.min(readings.size(), MOST_LINES);
    int columns = Math.max(1, Math.ceilDiv(readings.size(), MOST_LINES));
    double names = 0;
    double values = 0;
    double lines = 0;
    for (Reading reading : readings) {
      if (reading.name().isEmpty()) {
        lines = Math.max(lines, measure.widthOf(reading.value(), inks.small()));
      } else {
        names = Math.max(names, measure.widthOf(reading.name(), inks.small()));
        values = Math.max(values, measure.widthOf(reading.value(), inks.smallBold()));
      }
    }
    double column = Math.max(names + BETWEEN + values, lines) + NAME_LEFT + PAD;
    double width = Math.ceil(columns * column);
    double height = (rows + 1) * LINE + PAD;
    canvas.setWidth(width);
    canvas.setHeight(height);
    resize(width, height);
    Sheet sheet = new Sheet(canvas.getGraphicsContext2D(), width, height, inks);
    sheet.clear();
    sheet.text(
        "at " + Figures.moment(atNanos),
        PAD,
        PAD / 2 + LINE / 2,
        TextAlignment.LEFT,
        inks.small(),
        Ink.TEXT_MUTED);
    for (int i = 0; i < readings.size(); i++) {
      int its = Math.floorDiv(i, MOST_LINES);
      paint(sheet, readings.get(i), its * column, (i % MOST_LINES + 1) * LINE, column);
    }
    setVisible(true);
  }

  private static void paint(Sheet sheet, Reading reading, double left, double top, double width) {
    Inks inks = sheet.inks();
    double y = Math.rint(PAD / 2 + top + LINE / 2);
    reading.sample().paint(sheet, left + PAD + SAMPLE / 2, y, SAMPLE);
    sheet.text(reading.name(), left + NAME_LEFT, y, TextAlignment.LEFT, inks.small(), Ink.TEXT);
    if (reading.name().isEmpty()) {
      sheet.text(
          reading.value(), left + NAME_LEFT, y, TextAlignment.LEFT, inks.small(), Ink.TEXT_MUTED);
    } else {
      sheet.text(
          reading.value(), left + width - PAD, y, TextAlignment.RIGHT, inks.smallBold(), Ink.TEXT);
    }
  }
}
