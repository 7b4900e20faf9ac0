package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Point;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javafx.scene.canvas.GraphicsContext;

/// How long requests take: three percentiles as lines which differ in width and dashes, too.
final class LatencyChart implements Chart {
  private static final int MARKS = 7;
  private static final List<Line> LINES =
      List.of(
          new Line("p99", Ink.P99, 2.5, List.of(), Latency::p99Nanos),
          new Line("p90", Ink.P90, 1.75, List.of(5.0, 3.0), Latency::p90Nanos),
          new Line("p50", Ink.P50, 1.5, List.of(), Latency::p50Nanos));

  /// One percentile.
  ///
  /// @param width in plain lines
  /// @param dashes in px; empty for a solid line
  private record Line(
      String name, Ink ink, double width, List<Double> dashes, ToLongFunction<Latency> value) {}

  @Override
  public String title() {
    return "Latency";
  }

  @Override
  public String unit() {
    return "of successful requests";
  }

  @Override
  public String headline(ChartView view) {
    return Moment.newest(view.history())
        .map(point -> "p99 " + Figures.duration(point.latency(), Latency::p99Nanos))
        .orElse("");
  }

  @Override
  public String momentLine(ChartView view, long atNanos) {
    return Moment.in(view.history(), atNanos)
        .map(point ->
            LINES.reversed().stream()
                .map(line -> line.name() + " " + Figures.duration(point.latency(), line.value()))
                .collect(Collectors.joining("  ")))
        .orElse("");
  }

  @Override
  public PlotArea area(Sheet sheet, ChartView view) {
    return sheet.area(view.time());
  }

  @Override
  public void paint(Sheet sheet, ChartView view) {
    PlotArea area = area(sheet, view);
    if (area.isTooSmall()) {
      return;
    }
    History history = view.history();
    int[] picks =
        Decimation.pick(
            history, view.time(), (int) area.width(), point -> point.latency().p99Nanos());
    if (picks.length == 0) {
      sheet.emptyState(area, "No requests yet.", "They show as soon as traffic flows.");
      return;
    }
    sheet.timeAxis(area);
    sheet.valueAxis(area, Marks.latency(view.latency(), Marks.room(area, MARKS)));
    SideLabels labels = new SideLabels();
    boolean anything = false;
    for (Line line : LINES) {
      Optional<Double> end =
          Clip.to(sheet, area, () -> trace(sheet, area, view.latency(), history, picks, line));
      anything |= end.isPresent();
      end.ifPresent(y -> labels.add(y, line.name(), sampleOf(line)));
    }
    labels.paint(sheet, area);
    if (!anything) {
      sheet.emptyState(area, "No request succeeded in this time.");
    }
  }

  /// Draws the line, with gaps where nothing was measured; tells the height of its last point.
  private static Optional<Double> trace(
      Sheet sheet, PlotArea area, LatencyAxis axis, History history, int[] picks, Line line) {
    pen(sheet, line);
    double[] xs = new double[picks.length];
    double[] ys = new double[picks.length];
    int length = 0;
    Optional<Double> end = Optional.empty();
    for (int pick : picks) {
      Point point = history.get(pick);
      if (point.latency().isEmpty()) {
        sheet.graphics().strokePolyline(xs, ys, length);
        length = 0;
        continue;
      }
      xs[length] = area.x(point.atNanos());
      ys[length] = area.y(axis.share(line.value().applyAsLong(point.latency()) / 1e6));
      end = Optional.of(ys[length]);
      length++;
    }
    if (length == 1) {
      sheet.graphics().strokeLine(xs[0] - 1, ys[0], xs[0], ys[0]);
    }
    sheet.graphics().strokePolyline(xs, ys, length);
    sheet.graphics().setLineDashes();
    return end;
  }

  private static void pen(Sheet sheet, Line line) {
    GraphicsContext graphics = sheet.graphics();
    graphics.setStroke(sheet.inks().of(line.ink()));
    graphics.setLineWidth(line.width() * sheet.inks().lineWidth());
    graphics.setLineDashes(line.dashes().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static SideLabels.Sample sampleOf(Line line) {
    return (sheet, x, y, size) -> {
      pen(sheet, line);
      sheet.graphics().strokeLine(x - size / 2 - 1, y, x + size / 2 + 2, y);
      sheet.graphics().setLineDashes();
    };
  }

  @Override
  public List<Reading> readings(ChartView view, long atNanos, PlotArea area, double y) {
    List<Reading> readings = new ArrayList<>();
    Moment.in(view.history(), atNanos)
        .ifPresent(point -> {
          for (Line line : LINES) {
            readings.add(
                new Reading(
                    sampleOf(line),
                    line.name(),
                    Figures.duration(point.latency(), line.value()).text()));
          }
        });
    return readings;
  }
}
