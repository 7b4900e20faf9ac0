package dev.steelyard.live.door;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.metrics.DoorRequest;
import dev.steelyard.metrics.DoorRequests;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/// A reverse proxy's port: takes HTTP/1.1 and h2c from real clients and relays it to nodes over
/// HTTP/1.1, by way of a balancer.
///
/// What it does to messages stands with {@link Screening}, {@link HeadToNode} and {@link
/// HeadToClient}; what it does to bodies with {@link ClientBody} and {@link Relay}.
public final class FrontDoor implements AutoCloseable {
  /// The largest head of a request, its URI included, in bytes. A larger one gets 431, or 414 if it
  /// is the URI.
  public static final int LARGEST_HEAD = 16 * 1024;

  /// How long a connection may be silent, be it between requests or amid one, unless it is the node
  /// that is waited for.
  public static final int IDLE_MILLIS = 30_000;

  private static final int BUFFER = 16 * 1024;
  private static final int BACKLOG = 1_024;
  private static final int MOST_THREADS = 8;
  private static final int FEWEST_THREADS = 4;
  private static final long MOST_SWEEP_MILLIS = 1_000;

  private final Server server;
  private final ServerConnector connector;
  private final Scheduler scheduler;
  private final AtomicLong refused = new AtomicLong();
  private final Connections connections;
  private final DoorRequests recent = new DoorRequests();
  private final AccessLogs log = new AccessLogs();
  private final Settings settings;
  private final long sweepMillis;

  /// Takes the requests, on the Timeline.
  @FunctionalInterface
  public interface Target {
    /// Has `request` balanced; its latency counts from `intendedNanos`.
    ///
    /// @return calls it off
    Cancellable dispatch(Request request, long intendedNanos);
  }

  /// How a door is opened.
  ///
  /// @param host the name or address of the interface to listen on
  /// @param port 0 to 65535; 0 takes a free one
  /// @param tells whether answers tell their node and the number of attempts
  /// @param mostConnections how many connections there may be, 1 or more
  public record Settings(String host, int port, boolean tells, int mostConnections) {
    public Settings {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port + " must be from 0 to 65535");
      }
      if (mostConnections < 1) {
        throw new IllegalArgumentException(
            "mostConnections: " + mostConnections + " must be 1 or more");
      }
    }
  }

  private FrontDoor(
      Settings settings,
      Patience patience,
      Timeline timeline,
      LongSupplier numbers,
      Target target) {
    this.settings = settings;
    this.sweepMillis = Math.clamp(patience.longestHead().toMillis() / 2, 1, MOST_SWEEP_MILLIS);
    var threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    threads.setName("door");
    threads.setDaemon(true);
    this.scheduler = new ScheduledExecutorScheduler("door-timer", true);
    this.server = new Server(threads, scheduler, null);
    this.connections = new Connections(settings.mostConnections(), patience.longestHead());
    DoorContext context =
        new DoorContext(
            timeline, numbers, target, new HeadToClient(settings.tells()), recent, log, refused);
    HttpConfiguration http = strict();
    this.connector = new Listening(new Plain(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(patience.idle().toMillis());
    server.addConnector(connector);
    server.setHandler(new Entrance(context));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
  }

  /// Opens a door.
  ///
  /// @param timeline the balancer's time
  /// @param numbers gives each request its number; asked on the Timeline
  /// @param target takes the requests
  /// @throws IOException if it cannot listen; the message says what to do
  public static FrontDoor open(
      Settings settings, Timeline timeline, LongSupplier numbers, Target target)
      throws IOException {
    return open(settings, Patience.USUAL, timeline, numbers, target);
  }

  /// Opens a door that waits as long as `patience` says.
  static FrontDoor open(
      Settings settings, Patience patience, Timeline timeline, LongSupplier numbers, Target target)
      throws IOException {
    var door = new FrontDoor(settings, patience, timeline, numbers, target);
    try {
      door.server.start();
      door.sweepLater();
      return door;
    } catch (Exception failure) {
      door.close();
      throw new IOException(WhyShut.words(settings.host(), settings.port(), failure), failure);
    }
  }

  /// The interface it listens on.
  public String host() {
    return settings.host();
  }

  /// The port it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// How many connections there are.
  public int connections() {
    return connections.count();
  }

  /// How many requests were refused before any node was chosen, but for those that are no HTTP.
  public long refused() {
    return refused.get();
  }

  /// How many requests have ended.
  public long seen() {
    return recent.seen();
  }

  /// The latest requests, oldest first; under load some are left out.
  public List<DoorRequest> recent() {
    return recent.latest();
  }

  /// Has a line written for each request from now on, or none. Nothing changes if these are the
  /// settings already.
  ///
  /// @throws IOException if the file cannot be written; the message says what to do, and no log is
  ///   written
  public void log(Optional<AccessLogSettings> settings) throws IOException {
    log.use(settings);
  }

  /// Ends listening, all connections and all threads.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the front door does not close", failure);
    } finally {
      log.close();
    }
  }

  private void sweepLater() {
    scheduler.schedule(
        () -> {
          connections.sweep();
          if (server.isRunning()) {
            sweepLater();
          }
        },
        sweepMillis,
        TimeUnit.MILLISECONDS);
  }

  private static HttpConfiguration strict() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(LARGEST_HEAD);
    http.setResponseHeaderSize(2 * LARGEST_HEAD);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.UNSAFE); // The screening judges the URI as it came.
    return http;
  }

  /// Gives each connection its watch.
  private final class Plain extends HttpConnectionFactory {
    Plain(HttpConfiguration http) {
      super(http);
      setInputBufferSize(BUFFER);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint socket) {
      return super.newConnection(connector, connections.opened(socket));
    }
  }

  private final class Listening extends ServerConnector {
    Listening(HttpConnectionFactory http, HTTP2CServerConnectionFactory http2) {
      super(server, 1, 1, http, http2);
    }

    @Override
    protected void onEndPointClosed(EndPoint socket) {
      super.onEndPointClosed(socket);
      connections.closed(socket);
    }
  }
}
