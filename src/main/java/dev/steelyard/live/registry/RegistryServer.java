package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.time.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves a registry over HTTP/1.1, so that other programs can register their nodes and watch. The
/// package tells of the API.
///
/// At most 512 connections are open at once; further ones wait to be accepted. One that nothing
/// moves on for 75 s is closed.
public final class RegistryServer implements AutoCloseable {
  /// Where it listens unless asked otherwise: reachable from this machine only.
  public static final String LOOPBACK = "127.0.0.1";

  static final int MOST_CONNECTIONS = 512;

  private static final int THREADS = 8;
  private static final int FEWEST_THREADS = 3;
  private static final int HEADER_BYTES = 8_192;
  private static final long IDLE_MILLIS = 75_000; // Longer than a watch may wait.

  private final Server server;
  private final ServerConnector connector;

  private RegistryServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Begins to listen.
  ///
  /// @param timeline where the registry lives; it is entered by `execute`
  /// @param host the address to listen on; {@link #LOOPBACK} unless somebody asked for another one
  /// @param port 0 for any that is free
  /// @throws IOException if the port cannot be had; the message says which one
  public static RegistryServer open(Registry registry, Timeline timeline, String host, int port)
      throws IOException {
    var threads = new QueuedThreadPool(THREADS, FEWEST_THREADS);
    threads.setName("registry");
    threads.setDaemon(true);
    var server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    server.setStopTimeout(0);
    boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
    server.setHandler(new RegistryApi(new Calls(registry, timeline), timeline, threads, loopback));
    var opened = new RegistryServer(server, connector);
    try {
      server.start();
      return opened;
    } catch (Exception failure) {
      opened.close();
      throw new IOException(
          "Cannot serve the registry on "
              + host
              + ":"
              + port
              + " ("
              + reason(failure)
              + "). Choose another port, or 0 for a free one, or end the program that has it.",
          failure);
    }
  }

  /// What the system said, without the library's words around it.
  private static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : String.valueOf(cause.getMessage());
  }

  /// The port that it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Closes the port and all connections.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the registry's server does not stop", failure);
    }
  }
}
