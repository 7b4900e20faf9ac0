package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `run`: a scenario over real HTTP.
@Command(
    name = "run",
    description = "Plays a scenario over real HTTP on this machine, without a window.")
final class RunCommand implements Callable<Integer> {
  private final Play play;
  private final Runner live;

  @Mixin private PlayOptions options = new PlayOptions();

  @Mixin private MetricsOption metrics;

  RunCommand(Play play, Runner live, MetricsOption metrics) {
    this.play = play;
    this.live = live;
    this.metrics = metrics;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    Scenario scenario = options.read();
    try (var _ = metrics.open()) {
      return play.play(scenario, live, options.directory(), options.json());
    }
  }
}
