package dev.steelyard.run.report;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.Point.NodePoint;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.run.Result;
import java.io.IOException;
import java.io.Writer;

/// The file `timeline.csv`: one row for each second of the run with what happened in it, and for
/// each node its attempts, failures, requests in flight, what the balancer believed (`absent` if it
/// was no member) and what was true (`stopped` if its process did not run) at the end of that
/// second.
final class TimelineCsv {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long SECOND = 1_000_000_000L;
  private static final int NODE_CELLS = 5;

  private TimelineCsv() {}

  static void write(Result result, Writer out) throws IOException {
    var row = new CsvRow(out);
    header(result, row);
    int nodes = result.summary().nodes().size();
    History history = result.lastFrame().history();
    int written = -1;
    for (long second = 1; ; second++) {
      int index = history.indexAt(second * SECOND);
      if (index >= history.size()) {
        break;
      }
      if (index > written) { // In a very long run points are more than a second apart.
        row(history.get(index), nodes, row);
        written = index;
      }
    }
    if (written < 0 && history.size() > 0) {
      row(history.get(history.size() - 1), nodes, row);
    }
  }

  private static void header(Result result, CsvRow row) throws IOException {
    row.cell("seconds").cell("requests").cell("failed").cell("first").cell("retries");
    row.cell("hedges").cell("failedAttempts").cell("p50Millis").cell("p90Millis");
    row.cell("p99Millis");
    for (NodeSummary node : result.summary().nodes()) {
      row.cell(node.id() + ".attempts").cell(node.id() + ".failed").cell(node.id() + ".inFlight");
      row.cell(node.id() + ".belief").cell(node.id() + ".truth");
    }
    row.end();
  }

  /// @param nodes how many there are in the end
  private static void row(Point point, int nodes, CsvRow row) throws IOException {
    Latency latency = point.latency();
    row.cell(point.atNanos() / NANOS_PER_SECOND).cell(point.requestsPerSecond());
    row.cell(point.failuresPerSecond()).cell(point.firstPerSecond());
    row.cell(point.retriesPerSecond()).cell(point.hedgesPerSecond());
    row.cell(point.failedAttemptsPerSecond());
    row.cell(latency.isEmpty() ? Double.NaN : SummaryJson.millis(latency.p50Nanos()));
    row.cell(latency.isEmpty() ? Double.NaN : SummaryJson.millis(latency.p90Nanos()));
    row.cell(latency.isEmpty() ? Double.NaN : SummaryJson.millis(latency.p99Nanos()));
    for (NodePoint node : point.nodes()) {
      row.cell(node.attemptsPerSecond()).cell(node.failedPerSecond()).cell(node.inFlight());
      row.cell(node.presence().member() ? node.belief().word() : "absent");
      row.cell(node.presence().running() ? node.truth().word() : "stopped");
    }
    for (int i = NODE_CELLS * point.nodes().size(); i < NODE_CELLS * nodes; i++) {
      row.cell(""); // It came later.
    }
    row.end();
  }
}
