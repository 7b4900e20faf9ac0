package dev.steelyard.run;

import dev.steelyard.live.LiveWorld;
import dev.steelyard.live.door.FrontDoor;
import java.io.IOException;

/// The front door of a trial, which is open.
final class Door implements AutoCloseable {
  private final FrontDoor open;

  private Door(FrontDoor open) {
    this.open = open;
  }

  /// Opens it.
  ///
  /// @throws IOException if it cannot listen; the message says what to do
  static Door open(DoorSettings settings, LiveWorld world, Trial trial) throws IOException {
    var wanted =
        new FrontDoor.Settings(
            settings.host(), settings.port(), settings.nodeHeaders(), world.mostClients());
    var door =
        new Door(FrontDoor.open(wanted, world.timeline(), trial::nextNumber, trial::dispatch));
    String url = door.status().url();
    world.timeline().execute(() -> trial.noteDoor("the front door is open at " + url));
    return door;
  }

  DoorStatus status() {
    return new DoorStatus(
        open.host(), open.port(), open.connections(), open.refused(), open.seen(), open.recent());
  }

  @Override
  public void close() {
    open.close();
  }
}
