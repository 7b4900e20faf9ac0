package dev.steelyard.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Reads a body until it has ended or is longer than may be kept.
final class ReadAhead implements Subscriber<ByteBuffer> {
  /// What reading came to.
  sealed interface Read permits Whole, Beginning {}

  /// It ended in time.
  static final class Whole implements Read {
    private final byte[] bytes;

    private Whole(byte[] bytes) {
      this.bytes = bytes;
    }

    int length() {
      return bytes.length;
    }

    BodyPublisher publisher() {
      return BodyPublishers.ofByteArray(bytes);
    }
  }

  private final int most;
  private final CompletableFuture<Read> result = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private @Nullable Subscription upstream; // One signal comes after the other, like all below.
  private @Nullable Beginning beginning;

  /// @param most how many bytes may be kept
  ReadAhead(int most) {
    this.most = most;
  }

  CompletableFuture<Read> result() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(ByteBuffer item) {
    Beginning past = beginning;
    if (past != null) {
      past.onNext(item);
      return;
    }
    byte[] bytes = new byte[item.remaining()];
    item.get(bytes);
    read.writeBytes(bytes);
    Subscription source = upstream;
    if (source == null) {
      throw new IllegalStateException("a publisher must call onSubscribe first");
    }
    if (read.size() <= most) {
      source.request(1);
    } else {
      beginning = new Beginning(ByteBuffer.wrap(read.toByteArray()), source);
      result.complete(beginning);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (beginning != null) {
      beginning.onError(failure);
    } else {
      result.completeExceptionally(failure);
    }
  }

  @Override
  public void onComplete() {
    if (beginning != null) {
      beginning.onComplete();
    } else {
      result.complete(new Whole(read.toByteArray()));
    }
  }

  /// It is longer: what was read so far, and then the rest as it comes. For one subscriber.
  static final class Beginning implements Read, Publisher<ByteBuffer> {
    private final ByteBuffer first;
    private final Subscription rest;
    private @Nullable Subscriber<? super ByteBuffer> taker; // Guarded by this, like all below.
    private boolean firstGone;
    private boolean ended;
    private @Nullable Throwable failure;

    Beginning(ByteBuffer first, Subscription rest) {
      this.first = first;
      this.rest = rest;
    }

    /// What is left at the caller's publisher.
    Subscription rest() {
      return rest;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      synchronized (this) {
        taker = subscriber;
      }
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              ask(n);
            }

            @Override
            public void cancel() {
              rest.cancel();
            }
          });
    }

    private void ask(long n) {
      long further = n;
      Subscriber<? super ByteBuffer> to;
      boolean giveFirst;
      synchronized (this) {
        to = taker;
        giveFirst = !firstGone && n > 0;
        firstGone |= giveFirst;
      }
      if (giveFirst && to != null) {
        further--;
        to.onNext(first);
        tellEnd();
      }
      if (further != 0 || n <= 0) {
        rest.request(further);
      }
    }

    void onNext(ByteBuffer item) {
      Subscriber<? super ByteBuffer> to;
      synchronized (this) {
        to = taker;
      }
      if (to != null) {
        to.onNext(item);
      }
    }

    void onError(Throwable cause) {
      synchronized (this) {
        failure = cause;
        ended = true;
      }
      tellEnd();
    }

    void onComplete() {
      synchronized (this) {
        ended = true;
      }
      tellEnd();
    }

    private void tellEnd() {
      Subscriber<? super ByteBuffer> to;
      Throwable cause;
      synchronized (this) {
        if (!ended || !firstGone || taker == null) {
          return;
        }
        to = taker;
        taker = null;
        cause = failure;
      }
      if (cause == null) {
        to.onComplete();
      } else {
        to.onError(cause);
      }
    }
  }
}
