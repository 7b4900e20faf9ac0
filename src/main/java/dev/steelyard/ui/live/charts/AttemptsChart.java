package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import dev.steelyard.ui.kit.Figure;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import dev.steelyard.ui.kit.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// What the requests cost: first tries and on top of them retries and hedges, with a line for the
/// attempts that failed. A retry storm is a striped mountain.
final class AttemptsChart implements Chart {
  private static final int MARKS = 4;
  private static final double CROSS_EVERY = 28;
  private static final double CROSS = 3;
  private static final List<Band> BANDS =
      List.of(
          new Band("first", "first tries", Ink.FIRST_TRY, Pattern.SOLID, Point::firstPerSecond),
          new Band("retries", "retries", Ink.RETRY, Pattern.STRIPED, Point::retriesPerSecond),
          new Band("hedges", "hedges", Ink.HEDGE, Pattern.DOTTED, Point::hedgesPerSecond));

  /// A stacked kind of attempts.
  private record Band(
      String name, String longName, Ink ink, Pattern pattern, ToDoubleFunction<Point> value) {
    Paint fill(Inks inks) {
      return inks.patterned(ink, Ink.SURFACE_RAISED, pattern, 0.8);
    }
  }

  @Override
  public String title() {
    return "Attempts";
  }

  @Override
  public String unit() {
    return "per second, stacked";
  }

  @Override
  public String headline(ChartView view) {
    return Moment.newest(view.history()).map(AttemptsChart::extras).orElse("");
  }

  @Override
  public String momentLine(ChartView view, long atNanos) {
    return Moment.in(view.history(), atNanos)
        .map(point -> extras(point) + "  failed " + rate(point.failedAttemptsPerSecond()))
        .orElse("");
  }

  /// What comes on top of the first attempts. Hedges are told as soon as there are some.
  private static String extras(Point point) {
    String retries = "retries " + extra(point.retriesPerSecond(), point);
    return point.hedgesPerSecond() > 0
        ? "hedges " + extra(point.hedgesPerSecond(), point) + "  " + retries
        : retries;
  }

  private static Figure extra(double perSecond, Point point) {
    double first = point.firstPerSecond();
    return Figures.extra(first > 0 ? OptionalDouble.of(perSecond / first) : OptionalDouble.empty());
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
    double top = view.attemptsTop();
    History history = view.history();
    int[] picks =
        Decimation.pick(
            history,
            view.time(),
            (int) area.width(),
            point -> ChartsModel.attempts(point) + point.failedAttemptsPerSecond());
    if (picks.length == 0) {
      sheet.emptyState(area, "No attempts yet.", "They show as soon as traffic flows.");
      return;
    }
    sheet.timeAxis(area);
    sheet.valueAxis(area, Marks.linear(top, Marks.room(area, MARKS)));
    StackedArea stack = new StackedArea(history, picks, top);
    BANDS.forEach(band -> stack.add(band.fill(sheet.inks()), band.value()::applyAsDouble));
    double[] middles = Clip.to(sheet, area, () -> stack.paint(sheet, area, 2));
    double failedAt = Clip.to(sheet, area, () -> failed(sheet, area, history, picks, top));
    SideLabels labels = new SideLabels();
    if (!Double.isNaN(failedAt)) {
      labels.add(failedAt, "failed", AttemptsChart::sampleOfFailed);
    }
    for (int i = 0; i < middles.length; i++) {
      if (!Double.isNaN(middles[i])) {
        labels.add(middles[i], BANDS.get(i).name(), sampleOf(BANDS.get(i)));
      }
    }
    labels.paint(sheet, area);
  }

  /// Draws the line of failed attempts; tells the height of its end, NaN if nothing fails now.
  private static double failed(
      Sheet sheet, PlotArea area, History history, int[] picks, double top) {
    double[] xs = new double[picks.length];
    double[] ys = new double[picks.length];
    double most = 0;
    for (int i = 0; i < picks.length; i++) {
      Point point = history.get(picks[i]);
      most = Math.max(most, point.failedAttemptsPerSecond());
      xs[i] = area.x(point.atNanos());
      ys[i] = area.y(point.failedAttemptsPerSecond() / top);
    }
    if (!(most > 0)) {
      return Double.NaN;
    }
    GraphicsContext graphics = sheet.graphics();
    Inks inks = sheet.inks();
    graphics.setStroke(inks.of(Ink.SURFACE_RAISED));
    graphics.setLineWidth(4.5 * inks.lineWidth());
    stroke(graphics, xs, ys, area.bottom());
    graphics.setStroke(inks.of(Ink.FAILED));
    graphics.setLineWidth(2 * inks.lineWidth());
    stroke(graphics, xs, ys, area.bottom());
    double next = xs[0];
    for (int i = 0; i < xs.length; i++) {
      if (xs[i] >= next && ys[i] < area.bottom() - 1) {
        cross(graphics, xs[i], ys[i]);
        next = xs[i] + CROSS_EVERY;
      }
    }
    double end = ys[ys.length - 1];
    return end < area.bottom() ? end : Double.NaN;
  }

  /// Leaves out what lies on the axis: no failures are no line.
  private static void stroke(GraphicsContext graphics, double[] xs, double[] ys, double bottom) {
    graphics.beginPath();
    for (int i = 1; i < xs.length; i++) {
      if (ys[i - 1] < bottom || ys[i] < bottom) {
        graphics.moveTo(xs[i - 1], ys[i - 1]);
        graphics.lineTo(xs[i], ys[i]);
      }
    }
    graphics.stroke();
  }

  private static void cross(GraphicsContext graphics, double x, double y) {
    graphics.strokeLine(x - CROSS, y - CROSS, x + CROSS, y + CROSS);
    graphics.strokeLine(x - CROSS, y + CROSS, x + CROSS, y - CROSS);
  }

  private static SideLabels.Sample sampleOf(Band band) {
    return (sheet, x, y, size) -> {
      sheet.graphics().setFill(band.fill(sheet.inks()));
      sheet.graphics().fillRoundRect(x - size / 2, y - size / 2, size, size, 3, 3);
    };
  }

  private static void sampleOfFailed(Sheet sheet, double x, double y, double size) {
    GraphicsContext graphics = sheet.graphics();
    graphics.setStroke(sheet.inks().of(Ink.FAILED));
    graphics.setLineWidth(2 * sheet.inks().lineWidth());
    graphics.strokeLine(x - size / 2 - 1, y, x + size / 2 + 1, y);
    cross(graphics, x, y);
  }

  @Override
  public List<Reading> readings(ChartView view, long atNanos, PlotArea area, double y) {
    List<Reading> readings = new ArrayList<>();
    Moment.in(view.history(), atNanos)
        .ifPresent(point -> {
          for (Band band : BANDS) {
            if (band.ink() != Ink.HEDGE || point.hedgesPerSecond() > 0) {
              readings.add(
                  new Reading(
                      sampleOf(band), band.longName(), rate(band.value().applyAsDouble(point))));
            }
          }
          readings.add(
              new Reading(
                  AttemptsChart::sampleOfFailed, "failed", rate(point.failedAttemptsPerSecond())));
        });
    return readings;
  }

  private static String rate(double perSecond) {
    return Figures.rate(perSecond).number() + " /s";
  }
}
