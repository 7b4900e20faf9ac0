package dev.steelyard.live;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.fault.Ending;
import dev.steelyard.world.Call;
import dev.steelyard.world.Reply;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
/// The node decides while it holds its lock; what it decided is carried out after the lock was
/// given back, so no I/O happens under it.
final class LiveCall implements Call {
  private static final ByteBuffer NO_HTTP =
      BufferUtil.toBuffer("This is not the protocol that you asked for.\r\n\r\n")
          .asReadOnlyBuffer();

  private final MockBackend node;
  private final boolean healthCheck;
  private final long workNanos;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private @Nullable PartialAnswer partial; // Made under the node's lock, by the first piece.

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
  public boolean hasBody() {
    return !HttpMethod.HEAD.is(request.getMethod());
  }

  @Override
  public void trickle(Reply reply, int bodyBytes) {
    PartialAnswer answer = partial(reply);
    afterTheLock(() -> node.pass(() -> answer.allow(bodyBytes)));
  }

  @Override
  public void answer(Reply reply) {
    if (reply.ending() == Ending.MALFORMED) {
      afterTheLock(() -> node.pass(this::writeNoHttp));
    } else if (partial == null && reply.ending() == Ending.WHOLE) {
      afterTheLock(() -> node.pass(() -> write(reply)));
    } else {
      PartialAnswer answer = partial(reply);
      afterTheLock(() -> node.pass(answer::end));
    }
  }

  @Override
  public void reset() {
    PartialAnswer answer = partial;
    afterTheLock(answer == null ? this::resetConnection : answer::reset);
  }

  /// Closes the connection if its client gives up, so that it holds no file descriptor.
  @Override
  public void leaveHanging() {
    EndPoint connection = connection();
    connection.tryFillInterested(
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING,
            () -> closeIfClientHasGone(connection),
            failure -> connection.close()));
  }

  private void afterTheLock(Runnable task) {
    node.decided(task);
  }

  private PartialAnswer partial(Reply reply) {
    if (partial == null) {
      partial = new PartialAnswer(this, reply);
    }
    return partial;
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

  private void write(Reply reply) {
    setHead(reply);
    ByteBuffer content = hasBody() ? ByteBuffer.wrap(node.body()) : BufferUtil.EMPTY_BUFFER;
    response.write(true, content, callback);
  }

  private void setHead(Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(node.header()).put(HttpHeader.CONTENT_LENGTH, node.body().length);
    if (reply.retryAfterNanos() != Answer.NO_RETRY_AFTER) {
      long seconds = Duration.ofNanos(reply.retryAfterNanos()).toSeconds();
      response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
    }
  }

  /// Past the server's own writing, which could only do HTTP.
  private void writeNoHttp() {
    EndPoint connection = connection();
    connection.write(
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING,
            this::closeConnection,
            failure -> closeConnection()),
        NO_HTTP.slice());
  }

  /// Ends the connection in good order.
  private void closeConnection() {
    connection().close();
    callback.failed(new Cut());
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

  /// An answer that goes out in pieces, or not to its end.
  ///
  /// How far it may go is told from several threads; one write at a time follows.
  private static final class PartialAnswer {
    private final LiveCall call;
    private final Reply reply;
    private final ByteBuffer body; // Guarded by this object, like all below.
    private int allowed;
    private boolean ended;
    private boolean begun;
    private boolean writing;
    private boolean over;

    PartialAnswer(LiveCall call, Reply reply) {
      this.call = call;
      this.reply = reply;
      this.body = ByteBuffer.wrap(call.node.body());
    }

    synchronized void allow(int bodyBytes) {
      allowed = Math.max(allowed, bodyBytes);
      goOn();
    }

    synchronized void end() {
      allowed = reply.ending() == Ending.WHOLE ? body.limit() : body.limit() / 2;
      ended = true;
      goOn();
    }

    synchronized void reset() {
      if (!over) {
        over = true;
        call.resetConnection();
      }
    }

    private void goOn() {
      if (over || writing) {
        return;
      }
      if (!begun || body.position() < allowed) {
        writeNext();
      } else if (ended) {
        over = true;
        cut();
      }
    }

    private void writeNext() {
      if (!begun) {
        begun = true;
        call.setHead(reply);
      }
      ByteBuffer next = body.slice(body.position(), allowed - body.position());
      body.position(allowed);
      if (!body.hasRemaining()) {
        over = true;
        call.response.write(true, next, call.callback);
        return;
      }
      writing = true;
      call.response.write(
          false,
          next,
          Callback.from(Invocable.InvocationType.NON_BLOCKING, this::written, this::failed));
    }

    private synchronized void written() {
      writing = false;
      goOn();
    }

    private synchronized void failed(Throwable failure) {
      writing = false;
      if (!over) {
        over = true;
        call.callback.failed(failure);
      }
    }

    private void cut() {
      if (reply.ending() == Ending.RESET) {
        call.resetConnection();
      } else {
        call.closeConnection();
      }
    }
  }

  /// The reason given to the server for a request that gets no answer: wanted, so not logged.
  private static final class Cut extends IOException implements QuietException {
    Cut() {
      super("ended on purpose");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
