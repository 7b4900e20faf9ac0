package dev.steelyard.client;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The body of a caller's request, ready to be sent more than once if it is small.
///
/// A body of up to 64 KiB, or of unknown length, is read before anything is sent. If it ends within
/// 64 KiB it is kept and sent as often as needed. Anything larger is sent as it comes from the
/// caller's publisher, at the node's pace, and once only. So a body of unknown length is on its way
/// when it has ended or 64 KiB of it have come, not before.
///
/// Source: nginx, `proxy_request_buffering`.
final class RequestBody {
  /// What is told of a body that is sent as it comes.
  interface Watcher {
    /// Some of it went to the node, or the node is waited for again.
    void moved();

    /// The node waits for the caller's publisher, or no longer does.
    void waitsForCaller(boolean waits);

    /// The caller's publisher failed.
    void publisherFailed(Throwable failure);
  }

  private static final int LARGEST_KEPT = (int) RetryPolicy.LARGEST_BODY;

  private final @Nullable BodyPublisher publisher; // Null for no body at all.
  private final boolean repeatable;
  private final long length;
  private final AtomicBoolean taken = new AtomicBoolean();

  private RequestBody(@Nullable BodyPublisher publisher, boolean repeatable, long length) {
    this.publisher = publisher;
    this.repeatable = repeatable;
    this.length = length;
  }

  /// No body.
  static RequestBody none() {
    return new RequestBody(null, true, 0);
  }

  /// Reads the body of `request` as far as it must be read before it is sent.
  ///
  /// @param reader runs the reading, which may block if the caller's publisher does
  /// @return fails if the caller's publisher does
  static CompletableFuture<RequestBody> read(HttpRequest request, Executor reader) {
    Optional<BodyPublisher> given = request.bodyPublisher();
    if (given.isEmpty()) {
      return CompletableFuture.completedFuture(none());
    }
    BodyPublisher publisher = given.get();
    long length = publisher.contentLength();
    if (length == 0) {
      return CompletableFuture.completedFuture(new RequestBody(publisher, true, 0));
    }
    if (length > LARGEST_KEPT) {
      return CompletableFuture.completedFuture(new RequestBody(publisher, false, length));
    }
    var reading = new ReadAhead(LARGEST_KEPT);
    reader.execute(() -> {
      try {
        publisher.subscribe(reading);
      } catch (RuntimeException | Error failure) {
        reading.onError(failure);
      }
    });
    return reading.result().thenCompose(read -> of(read, length));
  }

  private static CompletableFuture<RequestBody> of(ReadAhead.Read read, long length) {
    return switch (read) {
      case ReadAhead.Whole whole when length > 0 && whole.length() != length ->
          CompletableFuture.failedFuture(
              new IOException(
                  "the body's publisher promised %d bytes and gave %d"
                      .formatted(length, whole.length())));
      case ReadAhead.Whole whole ->
          CompletableFuture.completedFuture(
              new RequestBody(whole.publisher(), true, whole.length()));
      case ReadAhead.Beginning beginning when length > 0 -> {
        beginning.rest().cancel();
        yield CompletableFuture.failedFuture(
            new IOException("the body's publisher gave more than the promised " + length));
      }
      case ReadAhead.Beginning beginning ->
          CompletableFuture.completedFuture(
              new RequestBody(
                  BodyPublishers.fromPublisher(beginning), false, Request.UNKNOWN_LENGTH));
    };
  }

  /// How long it is, as the balancer is to know it.
  long length() {
    return length;
  }

  /// Whether all of it can be sent, be it for the first time or again. From any thread.
  boolean canBeSentAgain() {
    return repeatable || !taken.get();
  }

  /// The body for one attempt; null for none.
  @Nullable BodyPublisher forAttempt(Watcher watcher) {
    return repeatable || publisher == null
        ? publisher
        : new StreamedBody(publisher, taken, watcher);
  }
}
