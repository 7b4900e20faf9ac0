package dev.steelyard.run;

import dev.steelyard.metrics.Progress;
import dev.steelyard.scenario.Scenario;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Plays a scenario to its end.
public interface Runner {
  /// Plays `scenario` for its duration, lets what is in flight end, and sums up.
  ///
  /// @param progress hears after each reading, about ten times a second of the run's time, on any
  ///   thread
  /// @param stop asked as often; true ends the run early, with the results so far
  /// @throws RunFailedException if the run broke down
  Result run(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop)
      throws RunFailedException;
}
