package dev.steelyard.client;

import dev.steelyard.balancer.time.Cancellable;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All that follows from one request of a caller: a call, and further ones if it is redirected.
final class Conversation<T extends @Nullable Object> {
  private final Switchboard board;
  private final BodyHandler<T> handler;
  private final @Nullable PushPromiseHandler<T> pushes;
  private final CallFuture<HttpResponse<T>> future;
  private final AtomicInteger underWay = new AtomicInteger(1); // The future, and every call.
  private volatile boolean settled; // By this class, not by the caller.
  private volatile boolean handed; // The caller's handler was asked.
  private volatile @Nullable Call<T> call;
  private volatile @Nullable CompletableFuture<?> elsewhere;
  private volatile CompletableFuture<?> reading = CompletableFuture.completedFuture(null);
  private final AtomicInteger redirects = new AtomicInteger();
  private Cancellable timeout = Cancellable.NOTHING; // The Timeline's.
  private boolean timed;

  Conversation(Switchboard board, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    this.board = board;
    this.handler = handler;
    this.pushes = pushes;
    this.future = new CallFuture<>(board.executor());
  }

  /// Begins.
  ///
  /// @throws IllegalArgumentException if it is no request that could be sent
  CompletableFuture<HttpResponse<T>> start(HttpRequest request, ServicePool pool) {
    try {
      pool.check(request.uri());
      var first = new Call<>(this, board, pool, request, null);
      board.begin(this);
      var _ = future.whenComplete((response, failure) -> completed());
      read(first, request);
    } catch (IOException refused) {
      fail(refused);
    }
    return future;
  }

  private void completed() {
    reading.cancel(true);
    if (!settled) {
      callOff(null); // The caller cancelled it, or set a timeout on it.
    }
    release();
  }

  private void read(Call<T> begun, HttpRequest request) {
    retain();
    call = begun;
    if (request.timeout().isPresent() && request.bodyPublisher().isPresent()) {
      board.timeline().execute(() -> runTimeout(request)); // Reading may take its time.
    }
    CompletableFuture<RequestBody> read = RequestBody.read(request, board::execute);
    reading = read;
    var _ =
        read.whenComplete((body, failure) -> {
          if (failure == null) {
            begun.begin(body);
          } else {
            fail(failure.getCause() == null ? failure : failure.getCause());
            release();
          }
        });
    if (future.isDone()) {
      read.cancel(true); // It was over before it was known what to cancel.
    }
  }

  /// Goes on where an answer redirects to.
  void follow(HttpRequest next, HttpResponse<T> from, RequestBody body) {
    redirects.incrementAndGet();
    Optional<ServicePool> pool = board.pool(next.uri());
    if (future.isDone()) {
      return;
    }
    try {
      if (pool.isPresent()) {
        pool.get().check(next.uri());
        var further = new Call<>(this, board, pool.get(), next, from);
        retain();
        call = further;
        further.begin(next.bodyPublisher().isPresent() ? body : RequestBody.none());
      } else {
        leave(next, from);
      }
    } catch (IOException | RuntimeException failure) {
      fail(failure);
    }
  }

  /// Out of the pools: the JDK's client goes on alone.
  private void leave(HttpRequest next, HttpResponse<T> from) {
    CompletableFuture<HttpResponse<T>> sent = board.straight().sendAsync(next, handler, pushes);
    elsewhere = sent;
    handed = true; // The JDK's client minds the caller's timeout from here.
    var _ =
        sent.whenComplete((response, failure) -> {
          if (failure != null) {
            fail(failure.getCause() == null ? failure : failure.getCause());
          } else {
            complete(
                new LogicalResponse<>(
                    response,
                    response.request(),
                    response.uri(),
                    response.previousResponse().orElse(from)));
          }
        });
  }

  BodyHandler<T> handler() {
    return handler;
  }

  @Nullable PushPromiseHandler<T> pushes() {
    return pushes;
  }

  int redirects() {
    return redirects.get();
  }

  boolean isDone() {
    return future.isDone();
  }

  /// The caller's handler is asked: the caller's timeout no longer counts.
  void hand() {
    handed = true;
  }

  /// Lets the caller's timeout run, from the first call on. On the Timeline's thread.
  void runTimeout(HttpRequest request) {
    if (!timed) {
      timed = true;
      request.timeout().ifPresent(found -> timeout = board.timeout(found, this::timedOut));
    }
  }

  /// There will be no answer, or there is one. On the Timeline's thread.
  void endTimeout() {
    timeout.cancel();
  }

  private void timedOut() {
    if (!handed) {
      callOff(new HttpTimeoutException("request timed out"));
      Call<T> current = call;
      if (current != null) {
        current.cancel(); // At once, for the timeout of an attempt may be due as well.
      }
    }
  }

  void complete(HttpResponse<T> response) {
    settled = true;
    future.complete(response);
  }

  /// Tells the caller of a failure, if nothing was told yet.
  void fail(Throwable failure) {
    settled = true;
    if (board.timeline().isLoop()) {
      board.execute(() -> future.completeExceptionally(failure));
    } else {
      future.completeExceptionally(failure);
    }
  }

  /// Ends what is under way.
  ///
  /// @param reason what the caller is to be told; null if the caller knows
  void callOff(@Nullable Throwable reason) {
    if (reason != null) {
      fail(reason);
    }
    CompletableFuture<?> outside = elsewhere;
    if (outside != null) {
      board.execute(() -> outside.cancel(true));
    }
    Call<T> current = call;
    if (current != null) {
      board.timeline().execute(current::cancel);
    }
  }

  private void retain() {
    underWay.incrementAndGet();
  }

  /// A call is over, or the future is.
  void release() {
    if (underWay.decrementAndGet() == 0) {
      board.over(this);
    }
  }
}
