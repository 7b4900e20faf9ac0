package dev.steelyard.cli;

import dev.steelyard.metrics.Progress;
import dev.steelyard.scenario.Scenario;
import java.util.Locale;
import java.util.OptionalDouble;

/// How far one run is, with its rate and its success. Readings may come on any thread.
final class RunProgress {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ProgressBar bar;
  private final long durationNanos;

  RunProgress(Terminal terminal, Scenario scenario) {
    this.bar = new ProgressBar(terminal);
    this.durationNanos = Math.max(1, scenario.duration().toNanos());
  }

  void show(Progress progress) {
    bar.show((double) progress.atNanos() / durationNanos, () -> words(progress));
  }

  void end() {
    bar.end();
  }

  private String words(Progress progress) {
    OptionalDouble success = progress.lastSecond().successRatio();
    return String.format(
        Locale.ROOT,
        "%.1f s of %.1f s  %.0f req/s%s",
        progress.atNanos() / NANOS_PER_SECOND,
        durationNanos / NANOS_PER_SECOND,
        progress.lastSecond().perSecond(progress.lastSecond().generated()),
        success.isPresent()
            ? String.format(Locale.ROOT, ", %.1f %% ok", 100 * success.getAsDouble())
            : "");
  }
}
