package dev.steelyard.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where commands write.
///
/// @param out results
/// @param err progress, and what went wrong
/// @param colour whether results may be coloured
/// @param progress whether a progress bar may be drawn
public record Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean progress) {
  /// The streams of this process. Colour needs a terminal and no `NO_COLOR` in the environment.
  public static Terminal ofProcess() {
    String noColour = System.getenv("NO_COLOR");
    boolean colour = isTerminal(1) && (noColour == null || noColour.isEmpty());
    return new Terminal(
        writer(FileDescriptor.out), writer(FileDescriptor.err), colour, isTerminal(2));
  }

  /// Around `System.out`, which would keep it to itself when a write fails.
  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8)));
  }

  /// Java tells only whether input and output both are a terminal; where the system shows what a
  /// stream is, that is more exact.
  private static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  /// Tells of something that is wrong, in one line.
  void error(String message) {
    out.flush();
    err.println("error: " + message);
    err.flush();
  }

  /// Tells that results went nowhere.
  ///
  /// @return the exit status for that
  int nobodyReads() {
    error("standard output takes no more results: it was closed, or its disk is full");
    return ExitStatus.RUN_FAILED;
  }

  /// Tells something that is no result, in one line.
  void note(String message) {
    err.println(message);
    err.flush();
  }
}
