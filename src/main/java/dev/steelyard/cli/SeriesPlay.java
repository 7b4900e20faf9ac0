package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.report.ReportWriter;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Plays variants of a scenario to the end, or until the user has seen enough, and shows what came
/// of it.
final class SeriesPlay {
  private final Terminal terminal;
  private final Supplier<StopSignal> stopSignals;

  SeriesPlay(Terminal terminal, Supplier<StopSignal> stopSignals) {
    this.terminal = terminal;
    this.stopSignals = stopSignals;
  }

  /// Plays and shows them.
  ///
  /// @param results makes sense of the runs that ended
  /// @return the exit status
  int play(
      Series series,
      List<Variant> variants,
      SeriesOptions options,
      Function<List<Played>, SeriesResults> results)
      throws RunFailedException, ReportException {
    int repeat = options.repeat();
    if (options.directory().isPresent()) {
      ReportWriter.prepare(options.directory().get());
    }
    try (StopSignal stop = stopSignals.get()) {
      List<Played> played = played(series, variants, repeat, stop);
      show(results.apply(played), options);
      if (played.stream().anyMatch(variant -> variant.runs().size() < repeat)) {
        terminal.note("Stopped early: only runs that had ended count.");
      }
      if (terminal.out().checkError()) {
        return terminal.nobodyReads();
      }
      return stop.requested() ? ExitStatus.INTERRUPTED : ExitStatus.FINE;
    }
  }

  private List<Played> played(Series series, List<Variant> variants, int repeat, StopSignal stop)
      throws RunFailedException {
    var bar = new ProgressBar(terminal);
    try {
      return series.play(
          variants,
          repeat,
          progress ->
              bar.show(
                  progress.share(), () -> progress.ended() + " of " + progress.runs() + " runs"),
          stop::requested);
    } finally {
      bar.end();
    }
  }

  private void show(SeriesResults results, SeriesOptions options) throws ReportException {
    if (options.json()) {
      terminal.out().print(results.json());
    } else {
      results.print(terminal.out());
    }
    terminal.out().flush();
    if (options.directory().isPresent()) {
      results.write(options.directory().get());
      terminal.note("Report written to " + options.directory().get());
    }
  }
}
