package dev.steelyard.ui;

import dev.steelyard.run.Experiment;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.util.List;

/// Where the screen gets its experiments from.
public interface Laboratory {
  /// Starts `scenario` from its beginning. Called off the screen's thread; it may take its time.
  ///
  /// @throws IOException if the world of the experiment cannot be set up; its message says why in
  ///   words for the user
  Experiment open(Scenario scenario) throws IOException;

  /// The scenarios that come with the program, in the order in which they are offered.
  List<Scenario> builtIns();
}
