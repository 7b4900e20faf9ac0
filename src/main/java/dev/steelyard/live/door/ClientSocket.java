package dev.steelyard.live.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A client's connection, which can be watched for the client's going while its request is with a
/// node.
///
/// The library's own reads nothing in that time, and so does not notice. What a watched client
/// sends early, which may be its next request, is kept and comes first when the library reads
/// again. Whoever has ended its side of the connection counts as gone, as with nginx.
final class ClientSocket implements EndPoint, EndPoint.Wrapper {
  private static final int EARLY_BYTES = 4 * 1024;

  private final EndPoint socket;
  private final String client;
  private final AtomicInteger requests = new AtomicInteger();
  private final Callback readable = new WhenReadable();
  private volatile long lastActiveNanos;
  private volatile long headBeganNanos;
  private volatile boolean upgraded;
  private @Nullable Callback reader; // Guarded by this object, like all below.
  private @Nullable Runnable watcher;
  private @Nullable ByteBuffer early;
  private boolean registered;
  private boolean gone;

  ClientSocket(EndPoint socket) {
    this.socket = socket;
    this.lastActiveNanos = System.nanoTime();
    this.client =
        socket.getRemoteSocketAddress() instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : "unknown";
  }

  /// The connection through which `request` came.
  static ClientSocket of(Request request) {
    return (ClientSocket) request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /// The client's IP address.
  String client() {
    return client;
  }

  /// A request came in.
  void requestBegan() {
    headBeganNanos = 0;
    requests.incrementAndGet();
  }

  /// A request is over.
  void requestEnded() {
    lastActiveNanos = System.nanoTime();
    requests.decrementAndGet();
  }

  /// Whether no request of it is under way.
  boolean idle() {
    return requests.get() == 0;
  }

  /// When something last happened, by the system's clock.
  long lastActiveNanos() {
    return lastActiveNanos;
  }

  /// When the head began that has not come to its end; 0 if there is none.
  long headBeganNanos() {
    return headBeganNanos;
  }

  /// Whether it has not been upgraded to HTTP/2, where heads are frames among others.
  boolean speaksHttp1() {
    return !upgraded;
  }

  /// Has `whenGone` run, once, if the client goes before the library reads again.
  void watch(Runnable whenGone) {
    synchronized (this) {
      if (reader != null || early != null || gone) {
        return;
      }
      watcher = whenGone;
      if (registered) {
        return;
      }
      registered = true;
    }
    register();
  }

  /// Ends the watch.
  synchronized void unwatch() {
    watcher = null;
  }

  private void register() {
    if (!socket.tryFillInterested(readable)) {
      throw new ReadPendingException();
    }
  }

  @Override
  public EndPoint unwrap() {
    return socket;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (this) {
      ByteBuffer first = early;
      if (first != null) {
        return takeEarly(first, buffer);
      }
      if (gone) {
        return -1;
      }
    }
    int filled = socket.fill(buffer);
    if (filled > 0) {
      noteBytes();
    }
    return filled;
  }

  private int takeEarly(ByteBuffer first, ByteBuffer buffer) {
    int position = BufferUtil.flipToFill(buffer);
    int count = Math.min(first.remaining(), buffer.remaining());
    ByteBuffer part = first.slice(first.position(), count);
    buffer.put(part);
    first.position(first.position() + count);
    BufferUtil.flipToFlush(buffer, position);
    if (!first.hasRemaining()) {
      early = null;
    }
    return count;
  }

  private void noteBytes() {
    if (headBeganNanos == 0 && requests.get() == 0) {
      headBeganNanos = System.nanoTime();
    }
  }

  @Override
  public void fillInterested(Callback callback) throws ReadPendingException {
    if (!tryFillInterested(callback)) {
      throw new ReadPendingException();
    }
  }

  @Override
  public boolean tryFillInterested(Callback callback) {
    boolean ready;
    synchronized (this) {
      if (reader != null) {
        return false;
      }
      watcher = null;
      ready = early != null || gone;
      if (!ready) {
        reader = callback;
        if (registered) {
          return true;
        }
        registered = true;
      }
    }
    if (ready) {
      callback.succeeded();
    } else {
      register();
    }
    return true;
  }

  @Override
  public synchronized boolean isFillInterested() {
    return reader != null;
  }

  private void onReadable() {
    Callback read;
    Runnable told = null;
    boolean again = false;
    synchronized (this) {
      registered = false;
      read = reader;
      reader = null;
      if (read == null && watcher != null) {
        again = peek();
        if (gone) {
          told = watcher;
          watcher = null;
        }
        registered = again;
      }
    }
    if (again) {
      register();
    }
    if (told != null) {
      told.run();
    }
    if (read != null) {
      read.succeeded();
    }
  }

  /// Looks what came in while nobody reads.
  ///
  /// @return whether to go on watching
  private boolean peek() {
    ByteBuffer buffer = BufferUtil.allocate(EARLY_BYTES);
    try {
      int filled = socket.fill(buffer);
      gone = filled < 0;
      if (filled > 0) {
        early = buffer;
      }
      return filled == 0;
    } catch (IOException broken) {
      gone = true;
      return false;
    }
  }

  private void onUnreadable(Throwable failure) {
    Callback read;
    Runnable told;
    synchronized (this) {
      registered = false;
      read = reader;
      reader = null;
      told = watcher;
      watcher = null;
    }
    if (read != null) {
      read.failed(failure);
    } else if (told != null) {
      told.run();
    }
  }

  /// All reads of this connection go through it, whoever asked for them.
  private final class WhenReadable implements Callback {
    @Override
    public void succeeded() {
      onReadable();
    }

    @Override
    public void failed(Throwable failure) {
      onUnreadable(failure);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return socket.getLocalSocketAddress();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public long getCreatedTimeStamp() {
    return socket.getCreatedTimeStamp();
  }

  @Override
  public void shutdownOutput() {
    socket.shutdownOutput();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public void close(@Nullable Throwable cause) {
    socket.close(cause);
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    return socket.flush(buffers);
  }

  @Override
  public Object getTransport() {
    return socket.getTransport();
  }

  @Override
  public long getIdleTimeout() {
    return socket.getIdleTimeout();
  }

  @Override
  public void setIdleTimeout(long idleTimeout) {
    socket.setIdleTimeout(idleTimeout);
  }

  @Override
  public void write(Callback callback, ByteBuffer... buffers) {
    socket.write(callback, buffers);
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer buffer, Callback callback) {
    socket.write(last, buffer, callback);
  }

  @Override
  public @Nullable Callback cancelWrite(Throwable cause) {
    return socket.cancelWrite(cause);
  }

  @Override
  public Connection getConnection() {
    return socket.getConnection();
  }

  @Override
  public void setConnection(Connection connection) {
    socket.setConnection(connection);
  }

  @Override
  public void onOpen() {
    socket.onOpen();
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    socket.onClose(cause);
  }

  @Override
  public void upgrade(Connection connection) {
    upgraded = true;
    socket.upgrade(connection);
  }
}
