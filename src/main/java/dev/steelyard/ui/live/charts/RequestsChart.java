package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Point;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.NodeShade;
import java.util.ArrayList;
import java.util.List;

/// How the traffic is spread: the attempts each node gets, stacked.
final class RequestsChart implements Chart {
  private static final int MARKS = 4;
  private static final double LEAST_LABELLED = 2;

  @Override
  public String title() {
    return "Requests per node";
  }

  @Override
  public String unit() {
    return "attempts/s, stacked";
  }

  @Override
  public String headline(ChartView view) {
    return Moment.newest(view.history()).map(RequestsChart::total).orElse("");
  }

  @Override
  public String momentLine(ChartView view, long atNanos) {
    return Moment.in(view.history(), atNanos).map(RequestsChart::total).orElse("");
  }

  private static String total(Point point) {
    return Figures.rate(ChartsModel.attempts(point)).number() + " /s";
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
    double top = view.requestsTop();
    int[] picks =
        Decimation.pick(view.history(), view.time(), (int) area.width(), ChartsModel::attempts);
    if (picks.length == 0) {
      sheet.emptyState(area, "No requests yet.", "They show as soon as traffic flows.");
      return;
    }
    sheet.timeAxis(area);
    sheet.valueAxis(area, Marks.linear(top, Marks.room(area, MARKS)));
    StackedArea stack = new StackedArea(view.history(), picks, top);
    for (int node = 0; node < view.nodes().size(); node++) {
      int index = node;
      stack.add(new NodeShade(node).fill(sheet.inks()), point -> attemptsTo(point, index));
    }
    double[] middles = Clip.to(sheet, area, () -> stack.paint(sheet, area, LEAST_LABELLED));
    SideLabels labels = new SideLabels();
    for (int node = 0; node < middles.length; node++) {
      if (!Double.isNaN(middles[node])) {
        labels.add(middles[node], view.nodes().get(node), sampleOf(node));
      }
    }
    labels.paint(sheet, area);
  }

  @Override
  public List<Reading> readings(ChartView view, long atNanos, PlotArea area, double y) {
    List<Reading> readings = new ArrayList<>();
    Moment.in(view.history(), atNanos)
        .ifPresent(point -> {
          for (int node = view.nodes().size() - 1; node >= 0; node--) {
            readings.add(
                new Reading(
                    sampleOf(node),
                    view.nodes().get(node),
                    Figures.rate(attemptsTo(point, node)).number() + " /s"));
          }
        });
    return readings;
  }

  static double attemptsTo(Point point, int node) {
    return node < point.nodes().size() ? point.nodes().get(node).attemptsPerSecond() : 0;
  }

  private static SideLabels.Sample sampleOf(int node) {
    return (sheet, x, y, size) ->
        new NodeShade(node)
            .paintSwatch(sheet.graphics(), x - size / 2, y - size / 2, size, sheet.inks());
  }
}
