package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.scenario.Scenario;

/// Opens the window.
@FunctionalInterface
public interface Desktop {
  /// Shows the scenario running, until the window is closed.
  ///
  /// @return the exit status
  /// @throws NoDisplayException if there is nothing to show a window on
  /// @throws RunFailedException if there should be, and it does not work
  int open(Scenario scenario) throws NoDisplayException, RunFailedException;
}
