package dev.steelyard.run;

import dev.steelyard.live.registry.StandaloneRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/// Serves a registry to other programs, without a scenario.
@FunctionalInterface
public interface RegistryService {
  /// Serves until `stop` says so.
  ///
  /// @param address where to listen; port 0 takes any that is free
  /// @param listening hears of the port once it listens
  /// @throws RunFailedException if nothing can listen there, or it broke down
  void serve(InetSocketAddress address, IntConsumer listening, BooleanSupplier stop)
      throws RunFailedException;

  /// Over real HTTP.
  static RegistryService live() {
    return (address, listening, stop) -> {
      try (StandaloneRegistry registry = StandaloneRegistry.open(address)) {
        listening.accept(registry.port());
        registry.serve(stop);
      } catch (IOException e) {
        throw new RunFailedException(String.valueOf(e.getMessage()), e);
      }
    };
  }
}
