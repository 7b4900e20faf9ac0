package dev.steelyard.run.report;

import dev.steelyard.run.Result;
import java.io.IOException;
import java.nio.file.Path;

/// Paints the results of a run as a picture.
@FunctionalInterface
public interface DashboardPainter {
  /// Writes the picture to `png`, a file that does not exist yet; no file, no picture.
  void paint(Result result, Path png) throws IOException;
}
