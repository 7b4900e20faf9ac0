package dev.steelyard.run;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.live.LiveWorld;
import dev.steelyard.live.door.FrontDoor;
import java.io.IOException;
import java.util.Optional;

/// The front door of a trial, which is open.
final class Door implements AutoCloseable {
  private final FrontDoor open;

  private Door(FrontDoor open) {
    this.open = open;
  }

  /// Opens it.
  ///
  /// @param gateway has the access log among its settings
  /// @throws IOException if it cannot listen, or the access log cannot be written; the message says
  ///   what to do
  static Door open(
      DoorSettings settings, LiveWorld world, Trial trial, Optional<GatewaySettings> gateway)
      throws IOException {
    var wanted =
        new FrontDoor.Settings(
            settings.host(), settings.port(), settings.nodeHeaders(), world.mostClients());
    var door =
        new Door(FrontDoor.open(wanted, world.timeline(), trial::nextNumber, trial::dispatch));
    try {
      door.log(gateway);
    } catch (IOException failure) {
      door.close();
      throw failure;
    }
    String url = door.status().url();
    world.timeline().execute(() -> trial.noteDoor("the front door is open at " + url));
    return door;
  }

  /// Writes the access log by these settings from now on.
  ///
  /// @throws IOException if it cannot be written; the message says what to do
  void log(Optional<GatewaySettings> gateway) throws IOException {
    open.log(gateway.flatMap(GatewaySettings::accessLog));
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
