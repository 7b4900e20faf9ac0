package dev.steelyard.live.door;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.live.Relayed;
import dev.steelyard.metrics.DoorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/// One request of a real client, from the moment at which its head is there to the last byte of its
/// answer.
///
/// It lives on three kinds of threads: the server's, which hand in the request and its body, the
/// Timeline's, where the balancer decides, and the HTTP client's, which bring answers. The first
/// attempt whose answer may be passed on takes the right to answer by {@link #claim}; from then on
/// nothing else reaches the client. Run on the Timeline, it has itself balanced.
final class Crossing implements Relayed, ClientBody.Listener, Runnable {
  /// A client whose request takes longer than this is watched, lest a node works for nobody.
  static final Duration WATCHED_AFTER = Duration.ofMillis(100);

  private static final int REQUEST_TIMEOUT = 408;

  private final DoorContext door;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ClientSocket socket;
  private final long arrivedNanos;
  private final @Nullable ClientBody body;
  private final AtomicBoolean finished = new AtomicBoolean();
  private volatile long movedNanos;
  private volatile int attempts; // Written on the Timeline alone.
  private volatile @Nullable Relay winner; // Written while holding this object's lock.
  private volatile @Nullable Throwable clientFailure;
  private volatile Identity identity = Identity.UNKNOWN;
  private boolean over; // Guarded by this object, like the next two.
  private boolean broken;
  private boolean writing;
  private @Nullable HttpFields headToNode; // The Timeline's, like all below.
  private @Nullable Relay held;
  private dev.steelyard.balancer.request.@Nullable Refusal refusal;
  private Cancellable flight = Cancellable.NOTHING;
  private Cancellable watch = Cancellable.NOTHING;

  Crossing(DoorContext door, Request request, Response response, Callback callback) {
    this.door = door;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.socket = ClientSocket.of(request);
    this.arrivedNanos = door.timeline().nanos();
    this.movedNanos = arrivedNanos;
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    this.body = ClientBody.of(request, chunked, this);
  }

  /// Hands the request to the balancer. On the server's threads.
  void enter() {
    socket.requestBegan();
    request.addIdleTimeoutListener(Crossing::endsIdle);
    request.addFailureListener(this::clientFailed);
    EmptyBody.await(request, () -> door.timeline().execute(this), failure -> finish(failure, 0));
  }

  /// While a node works on a request its connection may be idle for as long as it takes.
  private static boolean endsIdle(TimeoutException timeout) {
    return false;
  }

  @Override
  public void run() {
    var balanced =
        dev.steelyard.balancer.request.Request.of(
            door.numbers().getAsLong(),
            request.getMethod(),
            request.getHttpURI().getPathQuery(),
            socket.client(),
            new HeaderMap(request.getHeaders(), HeadToNode.host(request)),
            bodyBytes(),
            this);
    Cancellable dispatched = door.target().dispatch(balanced, arrivedNanos);
    if (!isOver()) {
      flight = dispatched;
      if (clientFailure != null) {
        dispatched.cancel();
        return;
      }
      watch = door.timeline().timeout(WATCHED_AFTER.toNanos(), this::watchClient);
    }
  }

  private long bodyBytes() {
    if (body == null) {
      return 0;
    }
    return body.length() < 0
        ? dev.steelyard.balancer.request.Request.UNKNOWN_LENGTH
        : body.length();
  }

  /// While a body comes, reading it tells whether its client is there. Of a stream of HTTP/2 that
  /// the library itself has reset, nobody tells.
  private void watchClient() {
    boolean http2 = request.getConnectionMetaData().getConnection() instanceof HTTP2Connection;
    if (http2 && streamIsReset()) {
      clientFailed(new java.io.EOFException("the stream was reset"));
    } else if (http2 || (body != null && !body.whole())) {
      watch = door.timeline().timeout(WATCHED_AFTER.toNanos(), this::watchClient);
    } else {
      socket.watch(() -> clientFailed(new java.io.EOFException("the client has gone")));
    }
  }

  private boolean streamIsReset() {
    return request.getConnectionMetaData().getConnection() instanceof HTTP2Connection connection
        && connection.getSession().getStream(Integer.parseInt(request.getId())) == null;
  }

  /// The client has gone, or does not go on as it should. Any thread.
  void clientFailed(Throwable failure) {
    if (clientFailure == null) {
      clientFailure = failure;
      door.timeline().execute(() -> flight.cancel());
    }
  }

  @Override
  public void bodyMoved() {
    moved();
  }

  @Override
  public void bodyFailed(Throwable failure) {
    clientFailed(failure);
  }

  /// Something moved between here and a node. Any thread.
  void moved() {
    movedNanos = door.timeline().nanos();
  }

  @Override
  public Passage begin(Endpoint endpoint, org.eclipse.jetty.client.Request toNode) {
    HttpFields head = headToNode;
    if (head == null) {
      HttpFields.Mutable built = HttpFields.build(HeadToNode.of(request, socket.client()));
      door.heads().putId(built, id());
      head = built.asImmutable();
      headToNode = head;
    }
    HttpFields fields = head;
    toNode.headers(headers -> {
      headers.add(fields);
      if (!fields.contains(HttpHeader.HOST)) { // An old client's; nodes must have one, as of nginx.
        headers.put(
            HttpHeader.HOST, HostPort.normalizeHost(endpoint.host()) + ":" + endpoint.port());
      }
    });
    if (body != null) {
      toNode.body(body.feed());
    }
    held = null;
    int before = attempts;
    attempts = before + 1;
    return new Relay(this, endpoint.id());
  }

  @Override
  public void admitted(
      dev.steelyard.balancer.request.Request known, String requestId, long mostBodyBytes) {
    identity = new Identity(known.client(), requestId);
    if (body != null) {
      body.limit(mostBodyBytes);
    }
  }

  @Override
  public void refused(
      dev.steelyard.balancer.request.Request known,
      String requestId,
      dev.steelyard.balancer.request.Refusal why) {
    identity = new Identity(known.client(), requestId);
    refusal = why;
    door.refused().incrementAndGet();
  }

  /// The request's id; empty if it has none. Any thread.
  String id() {
    return identity.id();
  }

  @Override
  public boolean canBeSentAgain() {
    return body == null || body.canBeSentAgain();
  }

  @Override
  public boolean answerBegun() {
    return winner != null;
  }

  @Override
  public long lastMovedNanos(long nowNanos) {
    Relay passing = winner;
    boolean answerWaits = passing != null && passing.waitsForClient();
    boolean clientIsSlow = answerWaits || (body != null && body.waitsForClient());
    return clientIsSlow ? nowNanos : movedNanos;
  }

  /// Gives the right to answer to `relay` if nobody has it. Any thread.
  synchronized boolean claim(Relay relay) {
    if (over || winner != null || relay.isCalledOff()) {
      return false;
    }
    winner = relay;
    return true;
  }

  /// Whether the winner may write, for its answer has not been broken off. Any thread.
  synchronized boolean mayWrite() {
    writing |= !broken;
    return !broken;
  }

  private synchronized boolean isOver() {
    return over;
  }

  Response response() {
    return response;
  }

  HeadToClient heads() {
    return door.heads();
  }

  int attempts() {
    return attempts;
  }

  /// Whether some of the request's body has not been sent to a node.
  boolean bodyUnfinished() {
    return body != null && !body.whole();
  }

  /// An attempt ended with an answer that was kept back.
  void holds(Relay relay) {
    held = relay;
  }

  @Override
  public void ended(Outcome outcome) {
    Relay kept = held;
    boolean sendsKept;
    boolean begun;
    synchronized (this) {
      over = true;
      broken = outcome instanceof Failure;
      sendsKept = kept != null && winner == null && !broken;
      if (sendsKept) {
        winner = kept;
      }
      begun = writing;
    }
    watch.cancel();
    if (body != null) {
      body.stop();
    }
    if (kept != null && sendsKept) {
      kept.sendHeld();
    } else if (outcome instanceof Failure failure && begun) {
      finish(new BrokenAnswer(failure), 0); // The client must not take it for a whole one.
    } else if (outcome instanceof Failure failure) {
      answerFor(failure);
    }
  }

  private void answerFor(Failure failure) {
    dev.steelyard.balancer.request.Refusal why = refusal;
    if (why != null) {
      fail(why.status(), GatewayAnswer.reason(why), fields -> GatewayAnswer.put(fields, why));
      return;
    }
    Excuse excuse = Excuse.of(failure, attempts);
    if (excuse == null) {
      finish(whyClientFailed(), 0);
    } else {
      fail(excuse.status(), excuse.reason(), fields -> {});
    }
  }

  /// What the server is to make of it: an answer to a client that is still there, else the end of
  /// the connection.
  private Throwable whyClientFailed() {
    Throwable failure = clientFailure;
    return switch (failure) {
      case null -> new BrokenAnswer(Failure.CLIENT_GONE);
      case TimeoutException slow ->
          new HttpException.RuntimeException(REQUEST_TIMEOUT, "the body did not come in time");
      default -> failure;
    };
  }

  private void fail(int status, String reason, Consumer<HttpFields.Mutable> more) {
    response.reset();
    door.heads().putAttempts(response.getHeaders(), attempts);
    door.heads().putId(response.getHeaders(), id());
    more.accept(response.getHeaders());
    PlainText.write(
        response,
        status,
        reason,
        Callback.from(
            org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING,
            () -> finish(null, Response.getContentBytesWritten(response)),
            failure -> finish(failure, 0)));
  }

  /// The answer has been written, or it has not and never will. Any thread.
  void finish(@Nullable Throwable failure, long bytes) {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    if (body != null) {
      body.stop();
    }
    socket.requestEnded();
    remember(failure, bytes);
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
  }

  private void remember(@Nullable Throwable failure, long bytes) {
    long now = door.timeline().nanos();
    door.log().write(() -> line(failure, bytes, now - arrivedNanos));
    if (door.recent().wants(now)) {
      Relay answering = winner;
      door.recent()
          .add(
              new DoorRequest(
                  arrivedNanos,
                  socket.client(),
                  request.getMethod(),
                  request.getHttpURI().getPathQuery(),
                  answering == null ? "" : answering.node(),
                  attempts,
                  status(failure),
                  bytes,
                  now - arrivedNanos),
              now);
    }
  }

  private AccessLine line(@Nullable Throwable failure, long bytes, long nanos) {
    HttpFields fields = request.getHeaders();
    Relay answering = winner;
    return new AccessLine(
        socket.client(),
        identity.client().equals(socket.client()) ? "" : identity.client(),
        Instant.now(),
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        request.getConnectionMetaData().getHttpVersion().asString(),
        status(failure),
        bytes,
        Objects.requireNonNullElse(fields.get(HttpHeader.REFERER), ""),
        Objects.requireNonNullElse(fields.get(HttpHeader.USER_AGENT), ""),
        identity.id(),
        answering == null ? "" : answering.node(),
        attempts,
        nanos);
  }

  private int status(@Nullable Throwable failure) {
    if (failure == null || response.isCommitted()) {
      return response.getStatus();
    }
    return failure instanceof HttpException told ? told.getCode() : 0;
  }
}
