package dev.steelyard.cli;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.run.Result;
import dev.steelyard.run.expected.Expectation;
import dev.steelyard.run.expected.Expectation.Formula;
import dev.steelyard.run.expected.Expectation.NoFormula;
import dev.steelyard.run.expected.InFlight;
import dev.steelyard.theory.QueueModel;
import java.io.PrintWriter;
import java.util.Locale;

/// What was measured beside what theory expects, where it expects something.
final class ExpectedLines {
  private static final double MILLIS = 1e3;

  private final PrintWriter out;

  ExpectedLines(PrintWriter out) {
    this.out = out;
  }

  void print(Result result) {
    Summary summary = result.summary();
    if (!summary.latency().isEmpty()) {
      switch (Expectation.of(result.scenario(), summary)) {
        case Formula(QueueModel model, String note) -> formula(summary, model, note);
        case NoFormula(String reason) ->
            line("Mean latency", mean(summary), "no formula: " + reason);
      }
    }
    InFlight.of(summary)
        .ifPresent(inFlight ->
            line(
                "In flight",
                twoDigits(inFlight.measured()),
                "Little's law expects " + twoDigits(inFlight.expected())));
    line(
        "Fairness",
        String.format(Locale.ROOT, "%.3f", summary.fairness()),
        String.format(
            Locale.ROOT, "Jain's index: 1 if even, %.3f at worst", 1.0 / summary.nodes().size()));
  }

  private void formula(Summary summary, QueueModel model, String note) {
    Latency latency = summary.latency();
    String expects = model.name() + " expects ";
    line(
        "Mean latency", mean(summary), expects + Figures.number(MILLIS * model.meanTime()) + " ms");
    line(
        "p99 latency",
        Figures.millis(latency.p99Nanos()) + " ms",
        expects + Figures.number(MILLIS * model.timeQuantile(0.99)) + " ms");
    double utilization =
        summary.nodes().stream().mapToDouble(NodeSummary::utilization).average().orElse(0);
    line(
        "Utilization",
        Figures.percent(utilization),
        expects + Figures.percent(model.utilization()));
    if (!note.isEmpty()) {
      out.printf(Locale.ROOT, "%-12s  %s %s%n", "Theory", model.name(), note);
    }
  }

  private void line(String figure, String measured, String expected) {
    out.printf(Locale.ROOT, "%-12s  measured %-22s  %s%n", figure, measured, expected);
  }

  private static String mean(Summary summary) {
    String mean = Figures.millis(summary.latency().meanNanos()) + " ms";
    return summary.meanHalfWidthNanos().isPresent()
        ? mean + " ± " + Figures.millis(summary.meanHalfWidthNanos().getAsDouble()) + " (95 %)"
        : mean + " (too short for ±)";
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
