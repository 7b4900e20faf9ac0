package dev.steelyard.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A large body on its way from the caller's publisher to a node, once: whoever comes later gets an
/// error.
final class StreamedBody implements BodyPublisher {
  private final BodyPublisher publisher;
  private final AtomicBoolean taken;
  private final RequestBody.Watcher watcher;

  /// @param taken shared by all attempts: whether one has begun to read
  StreamedBody(BodyPublisher publisher, AtomicBoolean taken, RequestBody.Watcher watcher) {
    this.publisher = publisher;
    this.taken = taken;
    this.watcher = watcher;
  }

  @Override
  public long contentLength() {
    return publisher.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    if (taken.compareAndSet(false, true)) {
      publisher.subscribe(new Relay(subscriber));
    } else {
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(new IOException("the body was sent already and is too large to be kept"));
    }
  }

  private final class Relay implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> node;
    private final AtomicLong wanted = new AtomicLong();

    Relay(Subscriber<? super ByteBuffer> node) {
      this.node = node;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      node.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              watcher.moved();
              wanted.accumulateAndGet(Math.max(0, n), (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
              watcher.waitsForCaller(true);
              subscription.request(n);
            }

            @Override
            public void cancel() {
              watcher.waitsForCaller(false);
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(ByteBuffer item) {
      watcher.moved();
      watcher.waitsForCaller(wanted.decrementAndGet() > 0);
      node.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      watcher.waitsForCaller(false);
      watcher.publisherFailed(failure);
      node.onError(failure);
    }

    @Override
    public void onComplete() {
      watcher.waitsForCaller(false);
      node.onComplete();
    }
  }

  /// There is nothing to ask for.
  private record Nothing() implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
