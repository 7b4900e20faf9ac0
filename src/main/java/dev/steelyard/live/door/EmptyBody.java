package dev.steelyard.live.door;

import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// The body of an HTTP/2 request whose head says that it is empty. Whether that is true tells only
/// the end of the stream, so nothing goes to a node before it has come; RFC 9113, section 8.1.1.
final class EmptyBody {
  private static final int BAD_REQUEST = 400;

  private final Request request;
  private final Runnable ended;
  private final Consumer<Throwable> failed;
  private final Invocable.Task more =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read);

  private EmptyBody(Request request, Runnable ended, Consumer<Throwable> failed) {
    this.request = request;
    this.ended = ended;
    this.failed = failed;
  }

  /// Waits for the end of the body where its head promises that it is empty; other requests do not
  /// wait. One of the two is run, perhaps before this returns.
  ///
  /// @param failed the end does not come, or something else comes first
  static void await(Request request, Runnable ended, Consumer<Throwable> failed) {
    boolean promised =
        request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
            && request.getLength() == 0;
    if (promised) {
      new EmptyBody(request, ended, failed).read();
    } else {
      ended.run();
    }
  }

  private void read() {
    Chunk chunk = request.read();
    if (chunk == null) {
      request.demand(more);
    } else if (Chunk.isFailure(chunk)) {
      failed.accept(chunk.getFailure());
    } else {
      boolean empty = !chunk.hasRemaining();
      chunk.release();
      if (!empty) {
        failed.accept(
            new HttpException.RuntimeException(BAD_REQUEST, "the body has another length"));
      } else if (chunk.isLast()) {
        ended.run();
      } else {
        read();
      }
    }
  }
}
