package dev.steelyard.cli;

import dev.steelyard.run.report.ReportException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What a command makes of a series of runs, in each of the forms in which it is wanted.
interface SeriesResults {
  /// For scripts.
  String json();

  /// For people.
  void print(PrintWriter out);

  /// The files of a report.
  void write(Path directory) throws ReportException;
}
