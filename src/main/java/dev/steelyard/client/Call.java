package dev.steelyard.client;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Cancellable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One request to one pool, with all its attempts: what the balancer knows as the real client.
///
/// Several threads meet here. The balancer's side runs on the Timeline. Which attempt is the answer
/// is decided under this object's lock, so that an attempt cannot be called off and win at once.
final class Call<T extends @Nullable Object> implements Exchange, Cancellable {
  /// All requests of this program come from one client, where a strategy heeds who asks.
  private static final String CLIENT = "java";

  private final Conversation<T> conversation;
  private final Switchboard board;
  private final ServicePool pool;
  private final HttpRequest request;
  private final @Nullable HttpResponse<T> previous;
  private final HttpRequest.Builder template;
  private final CookieHeaders cookies;
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile RequestBody body = RequestBody.none();
  private volatile long lastMovedNanos;
  private volatile @Nullable NodeAttempt<T> winner; // Written under the lock.
  private volatile @Nullable HttpRequest next;
  private @Nullable NodeAttempt<T> latest; // The Timeline's, like all below.
  private @Nullable NodeAttempt<T> lastEnded;
  private @Nullable Throwable lastCause;
  private Cancellable flight = Cancellable.NOTHING;
  private int attempts;
  private boolean over;

  /// @param previous the response that redirected here; null for none
  /// @throws IllegalArgumentException if it is no request that could be sent
  /// @throws IOException if the caller's cookie handler fails
  Call(
      Conversation<T> conversation,
      Switchboard board,
      ServicePool pool,
      HttpRequest request,
      @Nullable HttpResponse<T> previous)
      throws IOException {
    this.conversation = conversation;
    this.board = board;
    this.pool = pool;
    this.request = request;
    this.previous = previous;
    this.cookies = new CookieHeaders(board.cookies());
    this.template = template(request);
    for (String cookie : cookies.of(request.uri(), request.headers())) {
      template.header("Cookie", cookie);
    }
  }

  /// Everything but the address, the body, and the caller's timeout, which is minded here.
  private static HttpRequest.Builder template(HttpRequest request) {
    HttpRequest.Builder made = HttpRequest.newBuilder().expectContinue(request.expectContinue());
    request.version().ifPresent(made::version);
    request
        .headers()
        .map()
        .forEach((name, values) -> {
          for (String value : values) {
            made.header(name, value);
          }
        });
    return made;
  }

  /// Begins, with its body at hand. From any thread.
  void begin(RequestBody read) {
    body = read;
    board.timeline().execute(this::dispatch);
  }

  private void dispatch() {
    if (conversation.isDone()) {
      over = true;
      release();
      return;
    }
    conversation.runTimeout(request);
    moved();
    Cancellable begun =
        pool.dispatch(
            Request.of(
                board.nextRequest(),
                method(),
                path(request.uri()),
                CLIENT,
                headers(),
                body.length(),
                this));
    if (!over) {
      flight = begun;
    }
  }

  /// A method in other letters is another method, and nothing is known of it.
  private String method() {
    String upper = request.method().toUpperCase(Locale.ROOT);
    return upper.equals(request.method()) ? upper : "X-" + upper;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private Map<String, String> headers() {
    Map<String, List<String>> all = request.headers().map();
    if (all.isEmpty()) {
      return Map.of();
    }
    Map<String, String> first = HashMap.newHashMap(all.size());
    all.forEach((name, values) -> first.put(name, values.getFirst()));
    return first;
  }

  // What attempts ask and tell.

  /// An attempt begins. On the Timeline's thread.
  void begins(NodeAttempt<T> attempt) {
    attempts++;
    latest = attempt;
    dropHeld();
  }

  /// Sends the request to the attempt's node.
  CompletableFuture<HttpResponse<T>> sendBy(NodeAttempt<T> attempt) {
    NodeClient node = attempt.node();
    HttpRequest.Builder sent = template.copy().uri(node.physical(request.uri()));
    BodyPublisher publisher = body.forAttempt(attempt);
    if (publisher != null) {
      sent.method(request.method(), publisher);
    } else {
      withoutBody(sent);
    }
    PushPromiseHandler<T> pushes = conversation.pushes();
    return pushes == null
        ? node.client().sendAsync(sent.build(), attempt)
        : node.client().sendAsync(sent.build(), attempt, new Pushes<>(this, attempt, pushes));
  }

  private void withoutBody(HttpRequest.Builder sent) {
    switch (request.method()) {
      case "GET" -> sent.GET();
      case "DELETE" -> sent.DELETE();
      case "HEAD" -> sent.HEAD();
      default -> sent.method(request.method(), HttpRequest.BodyPublishers.noBody());
    }
  }

  /// Something moved between here and a node, or from now on may be expected to.
  void moved() {
    lastMovedNanos = board.timeline().nanos();
  }

  /// Whether what this attempt brings is the answer from now on.
  synchronized boolean claim(NodeAttempt<T> attempt) {
    if (winner == null && !attempt.calledOff()) {
      winner = attempt;
    }
    return winner == attempt;
  }

  /// From now on the attempt cannot be the answer, if it is not yet.
  synchronized void withdraw(NodeAttempt<T> attempt) {
    attempt.markCalledOff();
  }

  boolean isAnsweredBy(NodeAttempt<T> attempt) {
    return winner == attempt;
  }

  /// Who takes the body of the answer: the caller, or nobody if it redirects.
  BodySubscriber<T> subscriber(NodeAttempt<T> attempt, ResponseInfo info) {
    try {
      cookies.take(request.uri(), info.headers());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    next =
        Redirects.next(
                board.redirects(),
                request,
                info,
                attempt.node(),
                conversation.redirects(),
                body.canBeSentAgain())
            .orElse(null);
    if (next != null) {
      return nobody();
    }
    conversation.hand();
    return conversation.handler().apply(info);
  }

  @SuppressWarnings("NullAway") // The body of a response that redirected is null, as in the JDK.
  private static <T extends @Nullable Object> BodySubscriber<T> nobody() {
    return BodySubscribers.replacing(null);
  }

  /// The JDK's client has a response for an attempt.
  void answered(NodeAttempt<T> attempt, HttpResponse<T> response) {
    if (!isAnsweredBy(attempt)) {
      return;
    }
    var logical = new LogicalResponse<>(response, request, request.uri(), previous);
    HttpRequest further = next;
    if (further == null) {
      conversation.complete(logical);
    } else {
      conversation.follow(further, logical, body);
    }
  }

  /// The caller's request, for what a node pushes along with the answer.
  HttpRequest request() {
    return request;
  }

  /// Tells the caller of a failure.
  void fail(Throwable failure) {
    conversation.fail(failure);
  }

  /// Ends everything for the caller's sake.
  void callOff(@Nullable Throwable reason) {
    conversation.callOff(reason);
  }

  void execute(Runnable task) {
    board.execute(task);
  }

  /// An attempt ended by itself. On the Timeline's thread.
  void attemptEnded(NodeAttempt<T> attempt, @Nullable Throwable cause) {
    dropHeld();
    lastEnded = attempt;
    lastCause = cause;
  }

  /// The body of an answer that was held back has gone to the caller, or will not go any more.
  void bodyEnded(NodeAttempt<T> attempt) {
    if (attempt.passesHeld()) {
      release();
    }
  }

  private void dropHeld() {
    NodeAttempt<T> held = lastEnded;
    if (held != null && !isAnsweredBy(held)) {
      board.execute(held::dropHeld);
      lastEnded = null;
    }
  }

  // What the balancer asks and tells.

  @Override
  public boolean canBeSentAgain() {
    return body.canBeSentAgain();
  }

  @Override
  public boolean answerBegun() {
    return winner != null;
  }

  @Override
  public long lastMovedNanos(long nowNanos) {
    NodeAttempt<T> heard = winner == null ? latest : winner;
    return heard != null && heard.waitsForCaller() ? nowNanos : lastMovedNanos;
  }

  @Override
  public void ended(Outcome outcome) {
    over = true;
    if (next == null) {
      conversation.endTimeout();
    }
    switch (outcome) {
      case Answer answer when !answer.succeeded() && winner == null -> passHeld();
      case Answer answer -> {
        dropHeld();
        release();
      }
      case Failure failure -> endedBy(failure);
    }
  }

  private void passHeld() {
    NodeAttempt<T> held = lastEnded;
    if (held == null || conversation.isDone() || !claim(held)) {
      dropHeld();
      release();
      return;
    }
    board.execute(held::passHeld);
  }

  private void endedBy(Failure failure) {
    NodeAttempt<T> last = lastEnded;
    IOException told =
        failure == Failure.CLIENT_GONE
            ? new IOException("the request was called off")
            : Mishaps.exception(
                pool.name(),
                failure,
                attempts,
                latest == null ? null : (last == null ? latest : last).node().address(),
                last == null || failure == Failure.TIMEOUT ? null : lastCause);
    NodeAttempt<T> answering = winner;
    dropHeld();
    if (answering == null) {
      conversation.fail(told);
    } else if (!answering.wasRefused()) {
      board.execute(() -> {
        conversation.fail(told);
        answering.abort(told);
      });
    }
    release();
  }

  /// The caller has gone. On the Timeline's thread.
  @Override
  public void cancel() {
    NodeAttempt<T> answering = winner;
    if (!over) {
      flight.cancel();
    } else if (answering != null && answering.passesHeld() && !answering.wasRefused()) {
      board.execute(() -> answering.abort(new IOException("the request was called off")));
    }
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      conversation.release();
    }
  }
}
