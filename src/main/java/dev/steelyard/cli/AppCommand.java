package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `app`: the window; with no display, a short run without one.
@Command(name = "app", description = "Opens the desktop app with a scenario running.")
final class AppCommand implements Callable<Integer> {
  static final String WITHOUT_DISPLAY = "20s";
  static final Path REPORT = Path.of("steelyard-report");

  private final Desktop desktop;
  private final Play play;
  private final Runner live;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "A file, or the id of a built-in scenario (default: one-node-dies).")
  private String scenario = BuiltIns.DEFAULT;

  @Mixin private ScenarioOptions options = new ScenarioOptions();

  @Mixin private MetricsOption metrics;

  AppCommand(Desktop desktop, Play play, Runner live, Terminal terminal, MetricsOption metrics) {
    this.desktop = desktop;
    this.play = play;
    this.live = live;
    this.terminal = terminal;
    this.metrics = metrics;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    Scenario read = ScenarioReader.named(scenario, options.changes());
    try (var _ = metrics.open()) {
      return show(read);
    }
  }

  private int show(Scenario read) throws ScenarioException, RunFailedException, ReportException {
    try {
      return desktop.open(read);
    } catch (NoDisplayException e) {
      terminal.note(
          "There is no display to open a window on ("
              + e.getMessage()
              + "). Running "
              + read.id()
              + " without one for "
              + WITHOUT_DISPLAY
              + "; the report goes to "
              + REPORT
              + ".");
      List<FieldChange> changes = new ArrayList<>(options.changes());
      changes.add(ScenarioOptions.lasting(WITHOUT_DISPLAY));
      Scenario bounded = ScenarioReader.named(scenario, changes);
      return play.play(bounded, live, Optional.of(REPORT), false);
    }
  }
}
