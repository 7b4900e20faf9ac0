package dev.steelyard.run.report;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.Result;
import java.io.IOException;
import java.io.Writer;

/// The file `transitions.csv`: each change of what a balancer believed of a node; which one, if
/// there were several.
final class TransitionsCsv {
  private TransitionsCsv() {}

  static void write(Result result, Writer out) throws IOException {
    var row = new CsvRow(out);
    row.cell("at_seconds").cell("node").cell("from").cell("to").cell("reason");
    if (result.scenario().balancers() > 1) {
      row.cell("balancer");
    }
    row.end();
    for (Summary.Transition transition : result.summary().transitions()) {
      row.cell(transition.atSeconds()).cell(transition.node()).cell(transition.from());
      row.cell(transition.to()).cell(transition.reason());
      if (transition.balancer().isPresent()) {
        row.cell(transition.balancer().getAsInt());
      }
      row.end();
    }
  }
}
