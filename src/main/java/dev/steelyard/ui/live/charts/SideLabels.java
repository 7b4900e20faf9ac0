package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.Ink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.text.TextAlignment;

/// The names of lines and areas, right of the plot beside their ends, moved apart so that each can
/// be read. A legend would have to be looked up; this is where the eye is already.
final class SideLabels {
  private static final double GAP = 12;
  private static final double SAMPLE = 9;

  private final List<Label> labels = new ArrayList<>();

  /// Draws a small sample of a line or an area, centred at a point.
  @FunctionalInterface
  interface Sample {
    void paint(Sheet sheet, double centerX, double centerY, double size);
  }

  void add(double y, String name, Sample sample) {
    labels.add(new Label(y, name, sample));
  }

  /// Paints them; if there is no room for all, each second or third one.
  void paint(Sheet sheet, PlotArea area) {
    int most = Math.max(1, (int) ((area.height() + GAP) / GAP));
    int every = Math.ceilDiv(labels.size(), most);
    List<Label> shown = new ArrayList<>();
    for (int i = 0; i < labels.size(); i += every) {
      shown.add(labels.get(i));
    }
    shown.sort(Comparator.comparingDouble(Label::y));
    double[] at =
        apart(
            shown.stream().mapToDouble(Label::y).toArray(), GAP, area.top() + 5, area.bottom() - 5);
    double x = area.right() + 6;
    for (int i = 0; i < shown.size(); i++) {
      Label label = shown.get(i);
      label.sample().paint(sheet, x + SAMPLE / 2, Math.rint(at[i]), SAMPLE);
      double textX = x + SAMPLE + 6;
      String name = sheet.fittedName(label.name(), sheet.inks().small(), sheet.width() - textX);
      sheet.text(name, textX, at[i], TextAlignment.LEFT, sheet.inks().small(), Ink.TEXT);
    }
  }

  /// Ascending places near `wanted` (ascending, too), `gap` apart, within `low` to `high` as long
  /// as there is room for all.
  static double[] apart(double[] wanted, double gap, double low, double high) {
    double[] at = wanted.clone();
    double least = low;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(at[i], least);
      least = at[i] + gap;
    }
    double most = high;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], most);
      most = at[i] - gap;
    }
    return at;
  }

  private record Label(double y, String name, Sample sample) {}
}
