package dev.steelyard.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/// One line that shows how far something is, drawn again for each percent. Any thread.
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private int drawn = -1;
  private boolean ended;

  ProgressBar(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Shows it, if there is anything new.
  ///
  /// @param share 0 to 1
  /// @param words what stands behind the bar
  synchronized void show(double share, Supplier<String> words) {
    int percent = (int) Math.clamp(100 * share, 0, 100);
    if (!terminal.progress() || ended || percent == drawn) {
      return;
    }
    drawn = percent;
    int filled = percent * WIDTH / 100;
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    PrintWriter err = terminal.err();
    err.printf(Locale.ROOT, "%s[%s] %3d %%  %s", CLEAR_LINE, bar, percent, words.get());
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
}
