package dev.steelyard.cli;

import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.report.ReportWriter;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.series.RunsCsv;
import dev.steelyard.run.sweep.Sweep;
import dev.steelyard.run.sweep.SweepChart;
import dev.steelyard.run.sweep.SweepJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A sweep as a table with a small chart, and as files.
final class SweepResults implements SeriesResults {
  private static final List<Measure> COLUMNS =
      List.of(
          Measure.MEAN,
          Measure.P50,
          Measure.P99,
          Measure.SUCCESS,
          Measure.RETRIES,
          Measure.UTILIZATION);
  private static final int EXPECTED_COLUMN = 2;
  private static final int CHART_WIDTH = 56;

  private final Sweep sweep;

  SweepResults(Sweep sweep) {
    this.sweep = sweep;
  }

  @Override
  public String json() {
    return SweepJson.of(sweep);
  }

  @Override
  public void write(Path directory) throws ReportException {
    ReportWriter.write(directory, "sweep.json", out -> out.write(json()));
    ReportWriter.write(
        directory, "sweep.csv", out -> RunsCsv.write(sweep.path(), sweep.points(), out));
    ReportWriter.write(directory, "sweep.svg", out -> out.write(SweepChart.of(sweep)));
  }

  @Override
  public void print(PrintWriter out) {
    int seeds = sweep.points().getFirst().bySeed().size();
    long first = sweep.points().getFirst().variant().scenario().seed();
    out.printf(
        Locale.ROOT,
        "%s: virtual, %s%n%n",
        sweep.title(),
        seeds == 1 ? "seed " + first : "seeds " + first + " to " + (first + seeds - 1));
    TextTable table = SeriesTable.of(sweep.path(), sweep.points(), COLUMNS);
    if (sweep.points().stream().anyMatch(point -> Sweep.expected(point).isPresent())) {
      table.insert(EXPECTED_COLUMN, expected());
    }
    table.print(out);
    out.print("\n");
    chart(out);
  }

  private List<String> expected() {
    List<String> cells = new ArrayList<>(List.of("expected ms"));
    for (Played point : sweep.points()) {
      cells.add(
          Sweep.expected(point)
              .map(model -> Figures.number(1e3 * model.meanTime()) + " by " + model.name())
              .orElse("-"));
    }
    return cells;
  }

  private void chart(PrintWriter out) {
    double most =
        sweep.points().stream()
            .mapToDouble(point -> point.estimate(Measure.P99).value())
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    if (most <= 0) {
      return;
    }
    var table = new TextTable();
    for (Played point : sweep.points()) {
      double mean = point.estimate(Measure.MEAN).value();
      double p99 = point.estimate(Measure.P99).value();
      table.row(List.of("  " + point.variant().name(), bar(mean / most, p99 / most)));
    }
    out.printf(
        Locale.ROOT, "Latency from 0 to %s ms: o is the mean, | the p99%n", Figures.number(most));
    table.print(out);
  }

  /// A bar to the p99 with a mark at the mean, as wide as all others, so that they begin alike.
  private static String bar(double mean, double p99) {
    var bar = new StringBuilder(" ".repeat(CHART_WIDTH + 1));
    if (Double.isFinite(p99)) {
      int end = (int) Math.round(p99 * CHART_WIDTH);
      for (int i = 0; i < end; i++) {
        bar.setCharAt(i, '-');
      }
      bar.setCharAt((int) Math.min(CHART_WIDTH, Math.round(mean * CHART_WIDTH)), 'o');
      bar.setCharAt(end, '|');
    }
    return bar.toString();
  }
}
