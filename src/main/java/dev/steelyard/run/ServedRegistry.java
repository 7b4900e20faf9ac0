package dev.steelyard.run;

import dev.steelyard.live.LiveWorld;
import dev.steelyard.live.registry.RegistryServer;
import dev.steelyard.scenario.DiscoverySpec;
import dev.steelyard.scenario.ListenAt;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.util.Optional;

/// The registry of a run, open to other programs if the scenario says so.
final class ServedRegistry implements AutoCloseable {
  private final Optional<RegistryServer> server;

  private ServedRegistry(Optional<RegistryServer> server) {
    this.server = server;
  }

  /// Opens it where the scenario says; does nothing if it does not say.
  ///
  /// @throws IOException if it cannot listen there; the message says what to do
  static ServedRegistry open(Scenario scenario, LiveWorld world, Trial trial) throws IOException {
    Optional<ListenAt> wanted = scenario.services().discovery().flatMap(DiscoverySpec::listen);
    if (wanted.isEmpty() || trial.registry().isEmpty()) {
      return new ServedRegistry(Optional.empty());
    }
    ListenAt at = wanted.get();
    try {
      RegistryServer opened =
          RegistryServer.open(trial.registry().get(), world.timeline(), at.host(), at.port());
      String url = "http://" + new ListenAt(at.host(), opened.port()).text();
      world.timeline().execute(() -> trial.noteDoor("the registry is open at " + url));
      return new ServedRegistry(Optional.of(opened));
    } catch (IOException taken) {
      throw new IOException("discovery.listen: " + taken.getMessage(), taken);
    }
  }

  @Override
  public void close() {
    server.ifPresent(RegistryServer::close);
  }
}
