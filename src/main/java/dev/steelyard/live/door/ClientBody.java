package dev.steelyard.live.door;

import dev.steelyard.balancer.retry.RetryPolicy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.client.Request.Content;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The body of a client's request on its way to a node: read only as fast as the node takes it, and
/// kept as long as it is small, so that it can be sent once more.
///
/// Nothing is read before a node is ready for it; for a client that waits for `100 Continue` that
/// is the moment at which it gets one. Trailers are dropped, which RFC 9110, section 6.5.1, allows.
///
/// One attempt at a time reads it, by the {@link #feed} that was given out last. Any thread.
final class ClientBody {
  /// How many bytes are kept for another attempt.
  static final int MOST_KEPT = (int) RetryPolicy.LARGEST_BODY;

  private static final int BAD_REQUEST = 400;
  private static final long UNKNOWN = -1;
  private static final int TOO_LARGE = 413;
  private static final int FIRST_ROOM = 4 * 1024;

  /// Hears what happens to the body.
  interface Listener {
    /// Something of it goes to a node.
    void bodyMoved();

    /// The rest of it does not come: the client has gone, is too slow, or sends nonsense.
    void bodyFailed(Throwable failure);
  }

  private final Request request;
  private final long length;
  private final Listener listener;
  private final Invocable.Task comes =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::onAvailable);
  private boolean keeping; // Guarded by this object, like all below.
  private byte[] kept = {};
  private int keptBytes;
  private long taken;
  private long most = Long.MAX_VALUE;
  private boolean whole;
  private boolean asked;
  private @Nullable Chunk early;
  private @Nullable Feed current;
  private @Nullable Runnable waiting;

  private ClientBody(Request request, long length, Listener listener) {
    this.request = request;
    this.length = length;
    this.listener = listener;
    this.keeping = length <= MOST_KEPT;
  }

  /// The body of `request`; null if it has none.
  static @Nullable ClientBody of(Request request, boolean chunked, Listener listener) {
    long length = request.getLength();
    if (length == 0) {
      return null;
    }
    if (length > 0 || chunked) {
      return new ClientBody(request, chunked ? UNKNOWN : length, listener);
    }
    if (request.getConnectionMetaData().getHttpVersion().getVersion() < 20) {
      return null;
    }
    Chunk first = request.read(); // In HTTP/2 only the end of the stream tells that there is none.
    if (first != null && first.isLast() && !first.hasRemaining() && !Chunk.isFailure(first)) {
      return null;
    }
    var body = new ClientBody(request, UNKNOWN, listener);
    body.early = first;
    return body;
  }

  /// It may have no more bytes than so many; if more come, that is told as its failure.
  synchronized void limit(long bytes) {
    most = bytes;
  }

  /// How long it is, or -1.
  long length() {
    return length;
  }

  /// Whether it can be sent from its beginning.
  synchronized boolean canBeSentAgain() {
    return taken == keptBytes;
  }

  /// Whether all of it has come.
  synchronized boolean whole() {
    return whole;
  }

  /// Whether it is the client that is waited for.
  synchronized boolean waitsForClient() {
    return asked;
  }

  /// The body for one more attempt, from its beginning. The attempt before it gets nothing more.
  synchronized Content feed() {
    current = new Feed();
    waiting = null;
    return current;
  }

  /// No attempt reads it any more.
  synchronized void stop() {
    current = null;
    waiting = null;
  }

  private synchronized @Nullable Chunk read(Feed feed) {
    if (feed != current) {
      return Chunk.from(new CancellationException());
    }
    if (feed.position < keptBytes) {
      ByteBuffer again = ByteBuffer.wrap(kept, feed.position, keptBytes - feed.position);
      feed.position = keptBytes;
      return Chunk.from(again.asReadOnlyBuffer(), whole);
    }
    return whole ? Chunk.EOF : readNew(feed);
  }

  private @Nullable Chunk readNew(Feed feed) {
    Chunk chunk = early == null ? request.read() : early;
    early = null;
    if (chunk == null) {
      return null;
    }
    if (Chunk.isFailure(chunk)) {
      current = null;
      listener.bodyFailed(chunk.getFailure());
      return null; // It is not the node's failure, and the attempt is called off soon.
    }
    listener.bodyMoved();
    if (chunk instanceof Trailers) {
      whole = true;
      return Chunk.EOF;
    }
    if (length >= 0 && contradicts(chunk)) {
      chunk.release();
      current = null;
      listener.bodyFailed(
          new HttpException.RuntimeException(BAD_REQUEST, "the body has another length"));
      return null;
    }
    if (taken + chunk.remaining() > most) {
      chunk.release();
      current = null;
      listener.bodyFailed(new HttpException.RuntimeException(TOO_LARGE, "the body is too large"));
      return null;
    }
    keep(chunk.getByteBuffer());
    feed.position = keptBytes;
    if (taken == length && !chunk.isLast()) {
      whole = true;
      var _ = request.read(); // The end, which is known.
      return Chunk.asChunk(chunk.getByteBuffer(), true, chunk);
    }
    whole = chunk.isLast();
    return chunk;
  }

  /// In HTTP/2 the stream may end before or after the length that the head tells; RFC 9113, section
  /// 8.1.1, has such requests refused.
  private boolean contradicts(Chunk chunk) {
    long then = taken + chunk.remaining();
    return then > length || (chunk.isLast() && then < length);
  }

  private void keep(ByteBuffer bytes) {
    int count = bytes.remaining();
    taken += count;
    if (!keeping) {
      return;
    }
    if (taken > MOST_KEPT) {
      keeping = false;
      kept = new byte[0];
      keptBytes = 0;
      return;
    }
    if (kept.length < taken) {
      int room = length > 0 ? (int) length : Math.max(FIRST_ROOM, 2 * kept.length);
      kept = Arrays.copyOf(kept, Math.max((int) taken, Math.min(MOST_KEPT, room)));
    }
    bytes.get(bytes.position(), kept, keptBytes, count);
    keptBytes += count;
  }

  private void demand(Feed feed, Runnable available) {
    synchronized (this) {
      if (feed == current && feed.position >= keptBytes && !whole && early == null) {
        waiting = available;
        if (asked) {
          return;
        }
        asked = true;
        available = () -> request.demand(comes);
      }
    }
    available.run();
  }

  private void onAvailable() {
    Runnable reader;
    synchronized (this) {
      asked = false;
      reader = waiting;
      waiting = null;
    }
    if (reader != null) {
      reader.run();
    }
  }

  /// The body for one attempt.
  private final class Feed implements Content {
    private int position; // Guarded by the body.

    @Override
    public long getLength() {
      return length;
    }

    @Override
    public @Nullable Chunk read() {
      return ClientBody.this.read(this);
    }

    @Override
    public void demand(Runnable available) {
      ClientBody.this.demand(this, available);
    }

    @Override
    public void fail(Throwable failure) {
      synchronized (ClientBody.this) {
        if (current == this) {
          stop();
        }
      }
    }

    @Override
    public boolean rewind() {
      return false;
    }
  }
}
