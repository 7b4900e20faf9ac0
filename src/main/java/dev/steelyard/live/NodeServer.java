package dev.steelyard.live;

import dev.steelyard.clock.SystemTimeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// The one HTTP server behind all ports of all mock nodes: with a server for each node, a hundred
/// of them cost over a hundred threads and a third of the throughput.
///
/// Its threads, scheduler and buffers serve the client side, too.
final class NodeServer {
  /// The request's header that says how much work it brings, in nanoseconds at speed 1.
  static final String WORK_HEADER = "Steelyard-Work";

  private static final int THREADS = 8; // One selector here, one in the client, and some to spare.
  private static final int FEWEST_THREADS = 4;
  private static final int SELECTORS = 1;
  private static final int MALFORMED = -1;

  private final QueuedThreadPool threads = new QueuedThreadPool(THREADS, FEWEST_THREADS);
  private final Scheduler scheduler = new ScheduledExecutorScheduler("http-timer", true);
  private final ByteBufferPool buffers = new ArrayByteBufferPool();
  private final Server server = new Server(threads, scheduler, buffers);
  private final Connector connector = new Connector(server);
  private final Map<Integer, NodePort> ports = new ConcurrentHashMap<>();
  private final Map<EndPoint, NodePort> connections = new ConcurrentHashMap<>();

  /// Starts the server with no port.
  ///
  /// @throws IOException if there are too few file descriptors
  NodeServer() throws IOException {
    threads.setName("http");
    threads.setDaemon(true);
    connector.setHost(NodePort.HOST);
    connector.setIdleTimeout(0); // Keep-alive connections end with the node, not in mid-run.
    server.addConnector(connector);
    server.setHandler(new ToNodes());
    server.setStopTimeout(0);
    try {
      server.start();
      connector.closeOwnPort();
    } catch (Exception failure) {
      stop();
      throw new IOException(failure.getMessage(), failure);
    }
  }

  QueuedThreadPool threads() {
    return threads;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  ByteBufferPool buffers() {
    return buffers;
  }

  /// Whether a mock node listens there.
  boolean serves(String host, int port) {
    return host.equals(NodePort.HOST) && ports.containsKey(port);
  }

  /// Opens a port for a node.
  NodePort open(MockBackend node, boolean healthCheck, SystemTimeline timeline) throws IOException {
    var port = new NodePort(node, healthCheck, timeline, connector::take);
    ports.put(port.number(), port);
    return port;
  }

  /// Ends all threads and connections; the nodes close their ports.
  void stop() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the HTTP server does not stop", failure);
    }
  }

  /// Hands each request to the node on whose port it came in.
  private final class ToNodes extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      NodePort port =
          connections.get(request.getConnectionMetaData().getConnection().getEndPoint());
      if (port == null) { // The connection has closed meanwhile.
        callback.failed(new ClosedChannelException());
        return true;
      }
      long workNanos = workNanos(request.getHeaders().get(WORK_HEADER));
      if (workNanos == MALFORMED) {
        response.setStatus(HttpStatus.BAD_REQUEST_400);
        Content.Sink.write(
            response, true, WORK_HEADER + ": must be nanoseconds, 0 or more\n", callback);
        return true;
      }
      MockBackend node = port.node();
      var call = new LiveCall(node, port.healthCheck(), workNanos, request, response, callback);
      // A body must be read to its end, or the connection could not be used again.
      Content.Source.consumeAll(
          request,
          Callback.from(InvocationType.NON_BLOCKING, () -> node.arrive(call), callback::failed));
      return true;
    }

    private static long workNanos(@Nullable String header) {
      if (header == null) {
        return 0;
      }
      try {
        return Math.max(MALFORMED, Long.parseLong(header));
      } catch (NumberFormatException notANumber) {
        return MALFORMED;
      }
    }
  }

  /// Takes connections from all ports, and tells the ports of them.
  private final class Connector extends ServerConnector {
    Connector(Server server) {
      super(server, 0, SELECTORS, new HttpConnectionFactory(quiet()));
    }

    private static HttpConfiguration quiet() {
      var configuration = new HttpConfiguration();
      configuration.setSendServerVersion(false);
      configuration.setSendDateHeader(false);
      // A mock node serves any path; refused ones would be answered 400 past its inside and faults.
      configuration.setUriCompliance(UriCompliance.UNSAFE);
      return configuration;
    }

    /// Jetty's connector insists on a port of its own when it starts; nobody needs that one.
    void closeOwnPort() throws IOException {
      setAccepting(false);
      if (getTransport() instanceof ServerSocketChannel channel) {
        channel.close();
      }
    }

    void take(SocketChannel connection) {
      getSelectorManager().accept(connection);
    }

    @Override
    protected void onEndPointOpened(EndPoint connection) {
      super.onEndPointOpened(connection);
      NodePort port =
          connection.getLocalSocketAddress() instanceof InetSocketAddress address
              ? ports.get(address.getPort())
              : null;
      if (port == null) {
        connection.close();
      } else {
        connections.put(connection, port);
        port.connectionOpened(connection);
      }
    }

    @Override
    protected void onEndPointClosed(EndPoint connection) {
      super.onEndPointClosed(connection);
      NodePort port = connections.remove(connection);
      if (port != null) {
        port.connectionClosed(connection);
      }
    }
  }
}
