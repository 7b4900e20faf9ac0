package dev.steelyard.cli;

import dev.steelyard.balancer.NeverActs;
import dev.steelyard.balancer.route.RouteProblem;
import dev.steelyard.run.Result;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.DashboardPainter;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.report.ReportWriter;
import dev.steelyard.run.report.SummaryJson;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    noteStrangeRoutes(scenario);
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
    scenario.pools().stream()
        .filter(pool -> nodesIn(pool, scenario) > 0)
        .forEach(pool ->
            NeverActs.of(scenario.balancerOf(pool), nodesIn(pool, scenario), greatestRate(scenario))
                .forEach(found -> {
                  String of = scenario.pools().size() > 1 ? "pool " + pool + ", " : "";
                  terminal.note("note: " + of + found.setting() + ": " + found.sentence());
                }));
  }

  /// What each balancer gets at most, as far as that is known: a gateway may send it anywhere.
  private static OptionalDouble greatestRate(Scenario scenario) {
    OptionalDouble all = scenario.traffic().greatestRate();
    return scenario.tellsPools() || all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(all.getAsDouble() / scenario.balancers());
  }

  private void noteStrangeRoutes(Scenario scenario) {
    Set<String> withNodes =
        scenario.nodes().stream().map(NodeSpec::pool).collect(Collectors.toSet());
    scenario.services().gateway().stream()
        .flatMap(gateway -> RouteProblem.of(gateway, withNodes).stream())
        .forEach(found -> terminal.note("note: route " + found.route() + ": " + found.text()));
  }

  private static int nodesIn(String pool, Scenario scenario) {
    return (int) scenario.nodes().stream().filter(node -> node.pool().equals(pool)).count();
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
