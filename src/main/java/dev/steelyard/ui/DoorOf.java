package dev.steelyard.ui;

import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import dev.steelyard.run.Experiment;
import dev.steelyard.ui.frontdoor.Doorway;
import java.io.IOException;
import java.util.Optional;

/// The door of an experiment.
record DoorOf(Experiment experiment) implements Doorway {
  @Override
  public void open(DoorSettings settings) throws IOException {
    experiment.openDoor(settings);
  }

  @Override
  public void close() {
    experiment.closeDoor();
  }

  @Override
  public Optional<DoorStatus> status() {
    return experiment.door();
  }
}
