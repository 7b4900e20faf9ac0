package dev.steelyard.cli;

import dev.steelyard.balancer.NeverActs;
import dev.steelyard.run.Result;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.DashboardPainter;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.report.ReportWriter;
import dev.steelyard.run.report.SummaryJson;
import dev.steelyard.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// Plays a scenario to its end, or until the user has seen enough, and shows the results.
final class Play {
  private final Terminal terminal;
  private final DashboardPainter painter;
  private final Supplier<StopSignal> stopSignals;

  Play(Terminal terminal, DashboardPainter painter, Supplier<StopSignal> stopSignals) {
    this.terminal = terminal;
    this.painter = painter;
    this.stopSignals = stopSignals;
  }

  /// Plays it and shows what came of it.
  ///
  /// @param directory where the report goes, if one is wanted
  /// @param json whether summary.json is printed in place of the table
  /// @return the exit status
  int play(Scenario scenario, Runner runner, Optional<Path> directory, boolean json)
      throws RunFailedException, ReportException {
    if (directory.isPresent()) {
      ReportWriter.prepare(directory.get());
    }
    noteWhatNeverActs(scenario);
    try (StopSignal stop = stopSignals.get()) {
      Result result = result(scenario, runner, stop);
      show(result, json);
      if (directory.isPresent()) {
        report(result, directory.get(), stop);
      }
      if (terminal.out().checkError()) {
        return terminal.nobodyReads();
      }
      if (stop.requested()) {
        return ExitStatus.INTERRUPTED;
      }
      return result.allClaimsHold() ? ExitStatus.FINE : ExitStatus.CLAIM_FAILED;
    }
  }

  private void noteWhatNeverActs(Scenario scenario) {
    OptionalDouble each =
        scenario.traffic().greatestRate().stream()
            .map(rate -> rate / scenario.balancers())
            .findFirst();
    NeverActs.of(scenario.balancer(), scenario.nodes().size(), each)
        .forEach(found -> terminal.note("note: " + found.setting() + ": " + found.sentence()));
  }

  private Result result(Scenario scenario, Runner runner, StopSignal stop)
      throws RunFailedException {
    var progress = new RunProgress(terminal, scenario);
    try {
      return runner.run(scenario, progress::show, stop::requested);
    } finally {
      progress.end();
    }
  }

  /// While the process ends no toolkit starts that could paint, so there is no picture then.
  private void report(Result result, Path directory, StopSignal stop) throws ReportException {
    boolean ending = stop.requested();
    ReportWriter.write(result, directory, ending ? (run, png) -> {} : painter);
    terminal.note("Report written to " + directory + (ending ? ", without dashboard.png" : ""));
  }

  private void show(Result result, boolean json) {
    if (json) {
      terminal.out().print(SummaryJson.of(result));
      terminal.out().flush();
    } else {
      new SummaryTable(terminal).print(result);
    }
  }
}
