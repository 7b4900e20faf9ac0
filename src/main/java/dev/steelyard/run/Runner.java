package dev.steelyard.run;

import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.Scenario;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Plays a scenario to its end.
public interface Runner {
  /// Plays it and gives the results.
  ///
  /// @param progress called about ten times a second with the newest frame, on any thread
  /// @param stop asked between events: true ends the run early
  /// @throws RunFailedException if the run broke down
  Result run(Scenario scenario, Consumer<Frame> progress, BooleanSupplier stop)
      throws RunFailedException;
}
