package dev.steelyard.cli;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Opens the figures of what runs to other programs.
@FunctionalInterface
public interface MetricsDoor {
  /// Opens a port; whatever begins to run after that is told there.
  ///
  /// @param address an address of this machine; port 0 takes any free one
  /// @throws IOException if nothing can listen there, as when the port is taken
  Open open(InetSocketAddress address) throws IOException;

  /// An open port, until it is closed.
  interface Open extends AutoCloseable {
    /// Its number.
    int port();

    @Override
    void close();
  }
}
