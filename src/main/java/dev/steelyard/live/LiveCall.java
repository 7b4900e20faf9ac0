package dev.steelyard.live;

import dev.steelyard.world.Call;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// A request that came over a socket.
///
/// The node decides its end while it holds its lock; {@link #finish} then carries it out, after the
/// lock was given back, so no I/O happens under it.
final class LiveCall implements Call {
  private static final int RESET = -1;

  private final MockBackend node;
  private final boolean healthCheck;
  private final long workNanos;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private int end;

  /// The next in the node's list of calls that are to be finished.
  @Nullable LiveCall next;

  LiveCall(
      MockBackend node,
      boolean healthCheck,
      long workNanos,
      Request request,
      Response response,
      Callback callback) {
    this.node = node;
    this.healthCheck = healthCheck;
    this.workNanos = workNanos;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  @Override
  public long workNanos() {
    return workNanos;
  }

  @Override
  public boolean healthCheck() {
    return healthCheck;
  }

  @Override
  public void answer(int status) {
    end = status;
    node.decided(this);
  }

  @Override
  public void reset() {
    end = RESET;
    node.decided(this);
  }

  /// Whether its end was decided.
  boolean isDecided() {
    return end != 0;
  }

  /// Whether a reset was decided.
  boolean isReset() {
    return end == RESET;
  }

  /// Does what was decided.
  void finish() {
    if (end == RESET) {
      resetConnection();
    } else {
      write(end);
    }
  }

  /// Closes the connection to a client that has given up, so that it holds no file descriptor. Used
  /// while the node leaves the call unanswered.
  void closeWhenClientGoes() {
    EndPoint connection = connection();
    connection.tryFillInterested(
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING,
            () -> closeIfClientHasGone(connection),
            failure -> connection.close()));
  }

  private static void closeIfClientHasGone(EndPoint connection) {
    try {
      if (connection.fill(BufferUtil.allocate(1)) < 0) {
        connection.close();
      }
    } catch (IOException gone) {
      connection.close();
    }
  }

  private void write(int status) {
    byte[] body = node.body();
    response.setStatus(status);
    response.getHeaders().put(node.header()).put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean withBody = !HttpMethod.HEAD.is(request.getMethod());
    response.write(true, withBody ? ByteBuffer.wrap(body) : BufferUtil.EMPTY_BUFFER, callback);
  }

  /// With SO_LINGER 0 the kernel sends RST instead of FIN.
  private void resetConnection() {
    EndPoint connection = connection();
    try {
      ((SocketChannel) connection.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException closedAlready) { // Then the client has gone, and nobody sees the reset.
    }
    connection.close();
    callback.failed(new Cut());
  }

  private EndPoint connection() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /// The reason given to the server for a request that gets no answer: wanted, so not logged.
  private static final class Cut extends IOException implements QuietException {
    Cut() {
      super("reset on purpose");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
