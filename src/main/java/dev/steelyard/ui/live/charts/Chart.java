package dev.steelyard.ui.live.charts;

import java.util.List;

/// One of the four charts: words and a painter. Has no state; all that it says follows from the
/// view.
sealed interface Chart permits RequestsChart, LatencyChart, AttemptsChart, HealthChart {
  /// The name on screen.
  String title();

  /// What its values are, in a few words: `attempts/s`.
  String unit();

  /// The value that matters most, at the newest moment: `412 req/s`.
  String headline(ChartView view);

  /// The values of one moment, in one line.
  String momentLine(ChartView view, long atNanos);

  /// Where it draws its values, so that a pane can tell the time under the pointer.
  PlotArea area(Sheet sheet, ChartView view);

  /// Paints everything, on a sheet that is clear.
  void paint(Sheet sheet, ChartView view);

  /// What it says of one moment.
  ///
  /// @param area where it draws its values
  /// @param y the height of the pointer on the sheet
  List<Reading> readings(ChartView view, long atNanos, PlotArea area, double y);
}
