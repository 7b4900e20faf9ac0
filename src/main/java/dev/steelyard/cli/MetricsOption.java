package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--metrics`, for every command that serves or plays something over real HTTP.
final class MetricsOption {
  private final MetricsDoor door;
  private final Terminal terminal;

  @Option(
      names = "--metrics",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      description =
          "Tells Prometheus how it goes, at http://HOST:PORT/metrics (HOST: 127.0.0.1). Port 0 is"
              + " any free one.")
  private @Nullable InetSocketAddress address;

  MetricsOption(MetricsDoor door, Terminal terminal) {
    this.door = door;
    this.terminal = terminal;
  }

  /// Opens the port if one was asked for; to be closed when the command ends.
  ///
  /// @throws RunFailedException if nothing can listen there
  Closing open() throws RunFailedException {
    InetSocketAddress wanted = address;
    if (wanted == null) {
      return () -> {};
    }
    try {
      MetricsDoor.Open open = door.open(wanted);
      terminal.note(
          "Metrics for Prometheus: http://" + authority(wanted, open.port()) + "/metrics");
      return open::close;
    } catch (IOException e) {
      throw new RunFailedException(
          "--metrics cannot listen on "
              + authority(wanted, wanted.getPort())
              + " ("
              + e.getMessage()
              + "); choose another port, or 0 for any free one",
          e);
    }
  }

  private static String authority(InetSocketAddress at, int port) {
    InetAddress address = at.getAddress();
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  /// What is closed when the command ends.
  @FunctionalInterface
  interface Closing extends AutoCloseable {
    @Override
    void close();
  }
}
