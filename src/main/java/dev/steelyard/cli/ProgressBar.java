package dev.steelyard.cli;

import dev.steelyard.metrics.Progress;
import dev.steelyard.scenario.Scenario;
import java.io.PrintWriter;
import java.util.Locale;

/// One line that shows how far a run is, drawn again for each percent.
///
/// Readings may come on any thread.
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

  synchronized void show(Progress progress) {
    int percent = (int) Math.clamp(100.0 * progress.atNanos() / durationNanos, 0, 100);
    if (!terminal.progress() || ended || percent == drawn) {
      return;
    }
    drawn = percent;
    PrintWriter err = terminal.err();
    err.print(CLEAR_LINE + line(percent, progress));
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

  private String line(int percent, Progress progress) {
    int filled = percent * WIDTH / 100;
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    String success =
        progress.lastSecond().successRatio().isPresent()
            ? String.format(
                Locale.ROOT,
                ", %.1f %% ok",
                100 * progress.lastSecond().successRatio().getAsDouble())
            : "";
    return String.format(
        Locale.ROOT,
        "[%s] %3d %%  %.1f s of %.1f s  %.0f req/s%s",
        bar,
        percent,
        progress.atNanos() / NANOS_PER_SECOND,
        durationNanos / NANOS_PER_SECOND,
        progress.lastSecond().perSecond(progress.lastSecond().generated()),
        success);
  }
}
