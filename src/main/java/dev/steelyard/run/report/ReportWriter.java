package dev.steelyard.run.report;

import dev.steelyard.run.Result;
import dev.steelyard.scenario.ScenarioWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes the report of a run into a directory: `summary.json`, `timeline.csv`, `transitions.csv`,
/// `scenario.json` as run, and `dashboard.png`.
///
/// Each file is written under another name and then moved to its place, so that no reader meets
/// half a file and an old report stays whole if a new one fails.
public final class ReportWriter {
  private ReportWriter() {}

  /// Makes sure that a report can be written there, to be called before a long run.
  ///
  /// @throws ReportException if it cannot be a directory or may not be written to
  public static void prepare(Path directory) throws ReportException {
    try {
      Files.createDirectories(directory);
      Path probe = directory.resolve(partName("probe"));
      Files.deleteIfExists(probe);
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /// Writes all files; the picture comes last, so that nothing else is lost if it fails.
  ///
  /// @throws ReportException if one cannot be written
  public static void write(Result result, Path directory, DashboardPainter painter)
      throws ReportException {
    prepare(directory);
    put(directory, "summary.json", file -> Files.writeString(file, SummaryJson.of(result)));
    put(directory, "timeline.csv", file -> lines(file, out -> TimelineCsv.write(result, out)));
    put(
        directory,
        "transitions.csv",
        file -> lines(file, out -> TransitionsCsv.write(result, out)));
    put(
        directory,
        "scenario.json",
        file -> Files.writeString(file, ScenarioWriter.json(result.scenario())));
    put(directory, "dashboard.png", file -> painter.paint(result, file));
  }

  /// Writes one file of lines, of a report of another kind.
  ///
  /// @throws ReportException if it cannot be written
  public static void write(Path directory, String name, Lines content) throws ReportException {
    prepare(directory);
    put(directory, name, file -> lines(file, content));
  }

  private static void lines(Path file, Lines lines) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      lines.write(out);
    }
  }

  private static void put(Path directory, String name, ToFile content) throws ReportException {
    Path part = directory.resolve(partName(name));
    try {
      try {
        Files.deleteIfExists(part);
        content.write(part);
        if (Files.exists(part)) {
          move(part, directory.resolve(name));
        } else { // A picture of an earlier run would be taken for one of this.
          Files.deleteIfExists(directory.resolve(name));
        }
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed(directory.resolve(name), e);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Hidden, and of this process alone; the ending stays, since a painter may go by it.
  private static String partName(String name) {
    return "." + ProcessHandle.current().pid() + ".part-" + name;
  }

  private static ReportException failed(Path path, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException _ -> "it may not be written to";
          case FileAlreadyExistsException _ -> "there is a file of this name, and no directory";
          case FileSystemException known when known.getReason() != null -> known.getReason();
          case FileSystemException _ -> "it cannot be made";
          default -> String.valueOf(e.getMessage());
        };
    return new ReportException(
        "the report cannot be written to "
            + path
            + ": "
            + reason
            + "; choose another directory with --out, or make room",
        e);
  }

  /// Writes one file.
  private interface ToFile {
    void write(Path file) throws IOException;
  }

  /// Writes the lines of one file.
  @FunctionalInterface
  public interface Lines {
    /// Writes them all.
    void write(Writer out) throws IOException;
  }
}
