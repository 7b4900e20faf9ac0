package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.ReportException;
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

  RunCommand(Play play, Runner live) {
    this.play = play;
    this.live = live;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    return play.play(options.read(), live, options.directory(), options.json());
  }
}
