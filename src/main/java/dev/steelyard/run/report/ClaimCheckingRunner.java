package dev.steelyard.run.report;

import dev.steelyard.metrics.Progress;
import dev.steelyard.run.Result;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.scenario.Scenario;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Plays a scenario by another runner and then checks its claims.
public final class ClaimCheckingRunner implements Runner {
  private final Runner runner;

  public ClaimCheckingRunner(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Result run(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop)
      throws RunFailedException {
    Result played = runner.run(scenario, progress, stop);
    return new Result(
        played.scenario(),
        played.summary(),
        ClaimCheck.of(played.scenario().claims(), played.summary()),
        played.lastFrame());
  }
}
