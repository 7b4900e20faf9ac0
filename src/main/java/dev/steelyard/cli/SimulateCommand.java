package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `simulate`: a scenario in virtual time.
@Command(
    name = "simulate",
    description = "Plays a scenario in virtual time, as fast as this machine can.")
final class SimulateCommand implements Callable<Integer> {
  private final Play play;
  private final Runner virtual;

  @Mixin private PlayOptions options = new PlayOptions();

  SimulateCommand(Play play, Runner virtual) {
    this.play = play;
    this.virtual = virtual;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    return play.play(
        ScenarioReader.inVirtualTime(options.read()), virtual, options.directory(), options.json());
  }
}
