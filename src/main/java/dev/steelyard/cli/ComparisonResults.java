package dev.steelyard.cli;

import dev.steelyard.run.compare.Comparison;
import dev.steelyard.run.compare.ComparisonJson;
import dev.steelyard.run.compare.Verdict;
import dev.steelyard.run.compare.Verdict.Difference;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.report.ReportWriter;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.RunsCsv;
import dev.steelyard.scenario.ScenarioWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A comparison as a table with verdicts, and as files.
final class ComparisonResults implements SeriesResults {
  private static final List<Measure> COLUMNS =
      List.of(
          Measure.MEAN,
          Measure.P50,
          Measure.P99,
          Measure.SUCCESS,
          Measure.RETRIES,
          Measure.FAIRNESS);

  private final Comparison comparison;

  ComparisonResults(Comparison comparison) {
    this.comparison = comparison;
  }

  @Override
  public String json() {
    return ComparisonJson.of(comparison);
  }

  @Override
  public void write(Path directory) throws ReportException {
    ReportWriter.write(directory, "comparison.json", out -> out.write(json()));
    ReportWriter.write(
        directory,
        "comparison.csv",
        out -> RunsCsv.write("strategy", comparison.strategies(), out));
    ReportWriter.write(
        directory, "scenario.json", out -> out.write(ScenarioWriter.json(comparison.scenario())));
  }

  @Override
  public void print(PrintWriter out) {
    int seeds = comparison.strategies().getFirst().bySeed().size();
    long first = comparison.scenario().seed();
    out.printf(
        Locale.ROOT,
        "%s: %s, %s%n%n",
        comparison.scenario().title(),
        comparison.world(),
        seeds == 1 ? "seed " + first : "seeds " + first + " to " + (first + seeds - 1));
    SeriesTable.of("Strategy", comparison.strategies(), COLUMNS).print(out);
    out.print("\n");
    List<Verdict> verdicts = comparison.verdicts();
    if (verdicts.isEmpty()) {
      out.print("No verdict: there are no runs of two strategies with the same seed.\n");
      return;
    }
    int pairs = verdicts.getFirst().pairs();
    out.print(
        pairs == 1
            ? "One run of each cannot tell a difference from chance: add --repeat 10. So far:\n"
            : "Verdict over "
                + pairs
                + " seeds, each played by all (95 % sure of all together):\n");
    verdicts.stream().filter(ComparisonResults::tells).forEach(verdict -> print(verdict, out));
    if (verdicts.stream().anyMatch(ComparisonResults::requestsWereLost)) {
      out.print("Latency counts only requests that succeeded: read it beside the success.\n");
    }
  }

  /// Where all requests of all strategies succeeded there is nothing to be said of success.
  private static boolean tells(Verdict verdict) {
    return verdict.measure() != Measure.SUCCESS || requestsWereLost(verdict);
  }

  private static boolean requestsWereLost(Verdict verdict) {
    return verdict.measure() == Measure.SUCCESS
        && (verdict.bestValue() < 1
            || verdict.others().stream().anyMatch(other -> other.difference() != 0));
  }

  private static void print(Verdict verdict, PrintWriter out) {
    Measure measure = verdict.measure();
    out.printf(
        Locale.ROOT,
        "  %s: best is %s, %s%n",
        measure.word(),
        verdict.best(),
        SeriesTable.withUnit(measure, verdict.bestValue()));
    var table = new TextTable();
    for (Difference other : verdict.others()) {
      table.row(
          List.of("    " + other.name(), SeriesTable.difference(measure, other), words(other)));
    }
    table.print(out);
  }

  private static String words(Difference other) {
    Optional<Boolean> significant = other.significant();
    if (significant.isEmpty()) {
      return "";
    }
    return significant.get() ? "worse" : "no significant difference";
  }
}
