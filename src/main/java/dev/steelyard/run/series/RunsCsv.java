package dev.steelyard.run.series;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.report.CsvRow;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// One row for each run: the variant, the seed and all figures, for those who compute themselves.
public final class RunsCsv {
  private RunsCsv() {}

  /// Writes all rows.
  ///
  /// @param what the head of the first column
  public static void write(String what, List<Played> variants, Writer out) throws IOException {
    var row = new CsvRow(out);
    row.cell(what).cell("seed").cell("generated").cell("succeeded").cell("failed");
    for (Measure measure : Measure.values()) {
      row.cell(measure.id());
    }
    row.end();
    for (Played played : variants) {
      for (Summary run : played.runs()) {
        row.cell(played.variant().name()).cell(run.seed()).cell(run.requests().generated());
        row.cell(run.requests().succeeded()).cell(run.requests().failed());
        for (Measure measure : Measure.values()) {
          row.cell(FigureFields.rounded(measure.of(run)));
        }
        row.end();
      }
    }
  }
}
