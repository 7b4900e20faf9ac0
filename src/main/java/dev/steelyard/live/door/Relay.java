package dev.steelyard.live.door;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.live.Relayed.Passage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// One attempt's answer on its way from the node to the client: read only as fast as the client
/// takes it.
///
/// An answer that a retry may replace (500, 502, 503, 504) is kept back until the balancer has
/// decided, as long as it is small; a larger one is passed on, and then it is final.
///
/// Runs where the answer comes in, one step after the other.
final class Relay extends IteratingCallback implements Passage, Invocable.Task {
  /// How much of an answer is kept back at most.
  static final int MOST_HELD = 64 * 1024;

  private static final int FIRST_ROOM = 1024;
  private static final int FIRST_FINAL = 200;
  private static final String CHUNKED = "chunked";

  private final Crossing crossing;
  private final String node;
  private volatile boolean calledOff;
  private volatile boolean writing;
  private volatile boolean whole;
  private volatile boolean unreadable;
  private @Nullable Response answer;
  private Content.@Nullable Source source;
  private boolean holding;
  private byte[] kept = {};
  private int keptBytes;
  private @Nullable Chunk chunk;
  private @Nullable Chunk next;
  private long length;
  private long passed;
  private boolean begun;
  private boolean last;

  Relay(Crossing crossing, String node) {
    this.crossing = crossing;
    this.node = node;
  }

  String node() {
    return node;
  }

  boolean isCalledOff() {
    return calledOff;
  }

  /// Whether the client is what is waited for.
  boolean waitsForClient() {
    return writing;
  }

  @Override
  public void onContentSource(Response found, Content.Source content) {
    crossing.moved();
    answer = found;
    source = content;
    length = found.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    String coding = found.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
    boolean switches = found.getStatus() < FIRST_FINAL; // Nobody asked for another protocol.
    if (switches || (coding != null && !coding.equalsIgnoreCase(CHUNKED))) {
      unreadable = true;
      var _ = found.abort(new BrokenAnswer(Failure.MALFORMED));
      return;
    }
    holding = mayBeReplaced(found.getStatus());
    if (holding || claim()) {
      iterate();
    }
  }

  private static boolean mayBeReplaced(int status) {
    return switch (status) {
      case 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private boolean claim() {
    if (!crossing.claim(this)) {
      return false;
    }
    putHead();
    return true;
  }

  private void putHead() {
    Response head = answer;
    if (head == null) {
      throw new IllegalStateException("there is no answer yet");
    }
    crossing.response().setStatus(head.getStatus());
    crossing
        .heads()
        .put(crossing.response().getHeaders(), head, node, crossing.attempts(), crossing.id());
  }

  @Override
  public void run() {
    iterate();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() {
    if (last) {
      return Action.SUCCEEDED;
    }
    Content.Source content = source;
    while (content != null && !whole) {
      Chunk read = next == null ? content.read() : next;
      next = null;
      if (read == null) {
        if (!holding && !begun) {
          return write(false, BufferUtil.EMPTY_BUFFER); // The head does not wait for the body.
        }
        content.demand(this);
        return Action.IDLE;
      }
      if (Chunk.isFailure(read)) {
        return Action.IDLE; // The balancer hears of it, and then the client.
      }
      crossing.moved();
      Action action = holding ? hold(read) : pass(read, content);
      if (action != null) {
        return action;
      }
    }
    return Action.IDLE;
  }

  private @Nullable Action hold(Chunk read) {
    int count = read.remaining();
    if (keptBytes + count > MOST_HELD) {
      holding = false;
      if (!claim()) {
        read.release();
        return Action.IDLE;
      }
      next = read;
      return write(false, ByteBuffer.wrap(kept, 0, keptBytes));
    }
    if (keptBytes + count > kept.length) {
      int room = Math.max(keptBytes + count, Math.max(FIRST_ROOM, 2 * kept.length));
      kept = Arrays.copyOf(kept, Math.min(MOST_HELD, room));
    }
    read.getByteBuffer().get(kept, keptBytes, count);
    keptBytes += count;
    boolean end = read.isLast();
    read.release();
    if (end) {
      answerIsWhole();
    }
    return null;
  }

  private @Nullable Action pass(Chunk read, Content.Source content) {
    boolean end = read.isLast();
    passed += read.remaining();
    if (!end && passed == length) {
      Chunk after = content.read(); // The end, so that it goes out with the last bytes.
      if (after != null && after.isLast() && !after.hasRemaining() && !Chunk.isFailure(after)) {
        end = true;
      } else {
        next = after;
      }
    }
    if (!end && !read.hasRemaining()) {
      read.release();
      return null;
    }
    if (end) {
      answerIsWhole();
    }
    chunk = read;
    return write(end, read.getByteBuffer());
  }

  /// A node may answer before it has got the whole request. Then it wants no more of it.
  private void answerIsWhole() {
    whole = true;
    Response head = answer;
    if (head != null && crossing.bodyUnfinished()) {
      var _ = head.getRequest().abort(new BrokenAnswer(Failure.CANCELLED));
    }
  }

  private Action write(boolean end, ByteBuffer bytes) {
    if (!crossing.mayWrite()) {
      release();
      return Action.IDLE;
    }
    begun = true;
    last = end;
    writing = true;
    crossing.response().write(end, bytes, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onSuccess() {
    writing = false;
    crossing.moved();
    Chunk written = chunk;
    chunk = null;
    if (written != null) {
      written.release();
    }
  }

  @Override
  protected void onCompleteSuccess() {
    crossing.finish(null, passed);
  }

  @Override
  protected void onCompleteFailure(Throwable failure) {
    writing = false;
    release();
    crossing.clientFailed(failure);
    crossing.finish(failure, passed);
  }

  private void release() {
    Chunk unwritten = chunk;
    chunk = null;
    if (unwritten != null) {
      unwritten.release();
    }
    Chunk unread = next;
    next = null;
    if (unread != null) {
      unread.release();
    }
  }

  @Override
  public Outcome outcome(Outcome seen) {
    if (unreadable) {
      return Failure.MALFORMED;
    }
    Response head = answer;
    return whole && head != null && seen instanceof Failure ? Answer.of(head.getStatus()) : seen;
  }

  @Override
  public void ended() {
    if (holding && whole) {
      crossing.holds(this);
    }
  }

  @Override
  public void calledOff() {
    calledOff = true;
  }

  /// Passes on the answer that was kept back, since nothing replaces it. On the Timeline.
  void sendHeld() {
    putHead();
    crossing
        .response()
        .write(
            true,
            ByteBuffer.wrap(kept, 0, keptBytes),
            Callback.from(
                InvocationType.NON_BLOCKING,
                () -> crossing.finish(null, keptBytes),
                failure -> crossing.finish(failure, 0)));
  }
}
