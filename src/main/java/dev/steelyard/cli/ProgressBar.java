package dev.steelyard.cli;

import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.Scenario;
import java.io.PrintWriter;
import java.util.Locale;

/// One line that shows how far a run is, drawn again for each percent.
///
/// Frames may come on any thread.
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final long durationNanos;
  private int drawn = -1;
  private boolean ended;

  ProgressBar(Terminal terminal, Scenario scenario) {
    this.terminal = terminal;
    this.durationNanos = Math.max(1, scenario.duration().toNanos());
  }

  synchronized void show(Frame frame) {
    int percent = (int) Math.clamp(100.0 * frame.atNanos() / durationNanos, 0, 100);
    if (!terminal.progress() || ended || percent == drawn) {
      return;
    }
    drawn = percent;
    PrintWriter err = terminal.err();
    err.print(CLEAR_LINE + line(percent, frame));
    err.flush();
  }

  /// Takes the bar away.
  synchronized void end() {
    ended = true;
    if (drawn >= 0) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
    }
  }

  private String line(int percent, Frame frame) {
    int filled = percent * WIDTH / 100;
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    String success =
        frame.lastSecond().successRatio().isPresent()
            ? String.format(
                Locale.ROOT, ", %.1f %% ok", 100 * frame.lastSecond().successRatio().getAsDouble())
            : "";
    return String.format(
        Locale.ROOT,
        "[%s] %3d %%  %.1f s of %.1f s  %.0f req/s%s",
        bar,
        percent,
        frame.atNanos() / NANOS_PER_SECOND,
        durationNanos / NANOS_PER_SECOND,
        frame.lastSecond().perSecond(frame.lastSecond().generated()),
        success);
  }
}
