package dev.steelyard.run.report;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.Result;
import java.io.IOException;
import java.io.Writer;

/// The file `transitions.csv`: each change of what the balancer believed of a node.
final class TransitionsCsv {
  private TransitionsCsv() {}

  static void write(Result result, Writer out) throws IOException {
    var row = new CsvRow(out);
    row.cell("at_seconds").cell("node").cell("from").cell("to").cell("reason").end();
    for (Summary.Transition transition : result.summary().transitions()) {
      row.cell(transition.atSeconds()).cell(transition.node()).cell(transition.from());
      row.cell(transition.to()).cell(transition.reason()).end();
    }
  }
}
