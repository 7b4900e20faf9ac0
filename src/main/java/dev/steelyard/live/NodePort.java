package dev.steelyard.live;

import dev.steelyard.clock.SystemTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/// One port of a mock node on 127.0.0.1, which can close and come back under the same number.
///
/// Each port has a virtual thread that accepts. To close means to wait, some 50 µs, until that
/// thread has let go of the port, for only then the kernel refuses; a channel that is registered
/// with the server's selector would go on listening until the selector happens to get to it.
///
/// All methods may be called from any thread.
final class NodePort {
  private static final System.Logger LOG = System.getLogger(NodePort.class.getName());

  /// Nobody outside this machine gets at a mock node.
  static final String HOST = "127.0.0.1";

  /// How many connections the kernel may hold that are not accepted yet; it may allow fewer.
  private static final int BACKLOG = 1_024;

  /// How long to wait before another try when the number is taken, or no connection can be
  /// accepted.
  private static final Duration AGAIN = Duration.ofMillis(100);

  /// How long to wait for the port to close, on a machine that is very busy.
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final MockBackend node;
  private final boolean healthCheck;
  private final SystemTimeline timeline;
  private final Consumer<SocketChannel> accepted;
  private final int number;
  private final Set<EndPoint> connections = ConcurrentHashMap.newKeySet();
  private @Nullable Listening listening;
  private boolean wantedOpen = true;
  private boolean retrying;

  /// Opens a port under a free number.
  ///
  /// @param accepted takes each new connection
  NodePort(
      MockBackend node,
      boolean healthCheck,
      SystemTimeline timeline,
      Consumer<SocketChannel> accepted)
      throws IOException {
    this.node = node;
    this.healthCheck = healthCheck;
    this.timeline = timeline;
    this.accepted = accepted;
    ServerSocketChannel channel = bound(0);
    this.number = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    listen(channel);
  }

  MockBackend node() {
    return node;
  }

  boolean healthCheck() {
    return healthCheck;
  }

  int number() {
    return number;
  }

  /// Ends listening: from now on connections are refused. Those that stand stay.
  synchronized void close() {
    wantedOpen = false;
    if (listening != null) {
      listening.close();
      listening = null;
    }
  }

  /// Listens again, unless it does. While somebody else has taken the number it tries again every
  /// 100 ms.
  synchronized void open() {
    wantedOpen = true;
    if (listening != null || retrying) {
      return;
    }
    try {
      listen(bound(number));
    } catch (IOException taken) {
      LOG.log(
          Level.WARNING,
          "Port {0} of node {1} does not open again yet: {2}",
          Integer.toString(number),
          node.id(),
          taken.getMessage());
      retrying = true;
      timeline.afterFromAnywhere(AGAIN.toNanos(), this::tryAgain);
    }
  }

  private synchronized void tryAgain() {
    retrying = false;
    if (!wantedOpen || listening != null) {
      return;
    }
    try {
      listen(bound(number));
      LOG.log(Level.INFO, "Port {0} is open again", Integer.toString(number));
    } catch (IOException stillTaken) { // Said once already.
      retrying = true;
      timeline.afterFromAnywhere(AGAIN.toNanos(), this::tryAgain);
    }
  }

  /// Ends all connections that came through this port.
  void closeConnections() {
    connections.forEach(EndPoint::close);
  }

  void connectionOpened(EndPoint connection) {
    connections.add(connection);
    if (!isWantedOpen()) { // It was accepted just before the port closed.
      connection.close();
    }
  }

  void connectionClosed(EndPoint connection) {
    connections.remove(connection);
  }

  private synchronized boolean isWantedOpen() {
    return wantedOpen;
  }

  private void listen(ServerSocketChannel channel) {
    Thread acceptor =
        Thread.ofVirtual().name("accept-" + number).start(() -> acceptAll(channel, accepted));
    listening = new Listening(channel, acceptor);
  }

  private static void acceptAll(ServerSocketChannel channel, Consumer<SocketChannel> accepted) {
    while (channel.isOpen()) {
      try {
        take(channel.accept(), accepted);
      } catch (IOException closedOrNoDescriptorsLeft) {
        if (channel.isOpen()) {
          LockSupport.parkNanos(AGAIN.toNanos());
        }
      }
    }
  }

  private static void take(SocketChannel connection, Consumer<SocketChannel> accepted) {
    try {
      connection.configureBlocking(false);
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      accepted.accept(connection);
    } catch (IOException | RuntimeException clientOrServerHasGone) {
      closeQuietly(connection);
    }
  }

  private static ServerSocketChannel bound(int number) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), number), BACKLOG);
      return channel;
    } catch (IOException | RuntimeException failure) {
      closeQuietly(channel);
      throw failure;
    }
  }

  private static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException impossible) { // Nothing is written that could be lost.
      throw new UncheckedIOException(impossible);
    }
  }

  /// A port while it is open.
  ///
  /// @param acceptor the thread that waits in it
  private record Listening(ServerSocketChannel channel, Thread acceptor) {
    void close() {
      closeQuietly(channel);
      LockSupport.unpark(acceptor); // It may be waiting for a file descriptor.
      try {
        acceptor.join(LONGEST_CLOSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
