package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.clock.SystemTimeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A registry with a clock and a port of its own, for as many programs as like to use it. It keeps
/// nothing on disk: when it is started again, it is of another epoch, and nodes register anew.
public final class StandaloneRegistry implements AutoCloseable {
  /// The HTTP library tells of its start and end. Held, since the logging system forgets the level
  /// of a logger that nobody holds.
  private static final Logger HTTP_LOG = Logger.getLogger("org.eclipse.jetty");

  private static final long LOOK_NANOS = 50_000_000;

  private final AtomicReference<@Nullable Throwable> failure;
  private final SystemTimeline timeline;
  private final RegistryServer server;

  private StandaloneRegistry(
      AtomicReference<@Nullable Throwable> failure,
      SystemTimeline timeline,
      RegistryServer server) {
    this.failure = failure;
    this.timeline = timeline;
    this.server = server;
  }

  /// Begins to serve.
  ///
  /// @param address where to listen; port 0 takes any that is free
  /// @throws IOException if nothing can listen there
  public static StandaloneRegistry open(InetSocketAddress address) throws IOException {
    if (HTTP_LOG.getLevel() == null) {
      HTTP_LOG.setLevel(Level.SEVERE);
    }
    var failure = new AtomicReference<@Nullable Throwable>();
    var timeline = new SystemTimeline("registry", failure::set);
    var registry =
        new Registry(timeline, new SecureRandom(), event -> {}, Registry.DEFAULT_HISTORY);
    RegistryServer server =
        RegistryServer.open(registry, timeline, address.getHostString(), address.getPort());
    timeline.start();
    return new StandaloneRegistry(failure, timeline, server);
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  /// Serves until `stop` says so.
  ///
  /// @throws IOException if it broke down
  public void serve(BooleanSupplier stop) throws IOException {
    while (!stop.getAsBoolean()) {
      Throwable broken = failure.get();
      if (broken != null) {
        throw new IOException("the registry broke down: " + broken, broken);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    server.close();
    timeline.close();
  }
}
