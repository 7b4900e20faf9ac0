package dev.steelyard.ui.frontdoor;

import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import java.io.IOException;
import java.util.Optional;

/// The door of the running experiment.
public interface Doorway {
  /// Opens it; it may take a moment.
  ///
  /// @throws IOException if it cannot listen there; the message says what to do
  void open(DoorSettings settings) throws IOException;

  void close();

  /// What is to be said of it while it is open.
  Optional<DoorStatus> status();
}
