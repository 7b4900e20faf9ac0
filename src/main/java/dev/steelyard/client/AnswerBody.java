package dev.steelyard.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The body of a node's answer on its way to the caller.
///
/// It is held, with nothing asked of the node, until it is known whether the caller gets it: then
/// it either goes on to the caller's subscriber, at the pace of that one, or is dropped. One that
/// is dropped is read to its end if that is near, so that its connection can be used again.
///
/// Signals to the caller's subscriber come one after the other, whichever thread they come from.
final class AnswerBody<T extends @Nullable Object> implements BodySubscriber<T> {
  /// How much of a body that nobody wants is read, in bytes.
  static final long MOST_DISCARDED = 64 * 1024;

  /// Hears how the body gets on.
  interface Watcher {
    /// Something came from the node, or the caller is ready for more.
    void moved();

    /// All of it was there and went on.
    void completed();

    /// The node, or the way to it, failed.
    void brokeOff(Throwable failure);

    /// The caller wants no more.
    void refused();
  }

  private final Watcher watcher;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicLong wanted = new AtomicLong();
  private @Nullable Subscription upstream; // Guarded by this object, like all below.
  private @Nullable BodySubscriber<T> caller;
  private boolean dropped;
  private boolean connected;
  private volatile boolean over; // Set by whoever cancels, without waiting for what is under way.
  private @Nullable Runnable early; // An end that came before the caller's subscriber.
  private long discarded;

  AnswerBody(Watcher watcher) {
    this.watcher = watcher;
  }

  /// Lets it go on to the caller.
  synchronized void passTo(BodySubscriber<T> subscriber) {
    caller = subscriber;
    subscriber
        .getBody()
        .whenComplete((body, failure) -> {
          if (failure == null) {
            result.complete(body);
          } else {
            result.completeExceptionally(failure);
          }
        });
    connect();
  }

  /// Lets it go nowhere: its result is null.
  @SuppressWarnings("NullAway") // Nobody asks for the result of what is dropped.
  synchronized void drop() {
    dropped = true;
    result.complete(null);
    connect();
  }

  /// Ends it towards the caller, since the request is over.
  void abort(Throwable reason) {
    Subscription source;
    synchronized (this) {
      source = upstream;
      if (!over && connected && caller != null) {
        over = true;
        caller.onError(reason);
      }
      over = true;
      result.completeExceptionally(reason);
    }
    if (source != null) {
      source.cancel();
    }
  }

  /// Whether it is the caller that is waited for: it has not asked for more.
  boolean waitsForCaller() {
    return wanted.get() == 0;
  }

  @Override
  public CompletionStage<T> getBody() {
    return result;
  }

  @Override
  public synchronized void onSubscribe(Subscription subscription) {
    upstream = subscription;
    connect();
  }

  private void connect() {
    Subscription source = upstream;
    if (source == null || connected) {
      return;
    }
    BodySubscriber<T> taker = caller;
    if (over) {
      source.cancel();
    } else if (dropped) {
      connected = true;
      source.request(Long.MAX_VALUE);
    } else if (taker != null) {
      connected = true;
      taker.onSubscribe(new Demand(source));
      if (early != null) {
        early.run();
      }
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    watcher.moved();
    synchronized (this) {
      if (dropped) {
        discard(item);
      } else if (!over && caller != null) {
        if (wanted.get() != Long.MAX_VALUE) {
          wanted.decrementAndGet();
        }
        passOn(item, caller);
      }
    }
  }

  private void passOn(List<ByteBuffer> item, BodySubscriber<T> taker) {
    try {
      taker.onNext(item);
    } catch (RuntimeException | Error failure) {
      watcher.refused(); // It is not the node that failed.
      throw failure;
    }
  }

  private void discard(List<ByteBuffer> item) {
    for (ByteBuffer buffer : item) {
      discarded += buffer.remaining();
    }
    if (discarded > MOST_DISCARDED && upstream != null) {
      upstream.cancel();
    }
  }

  @Override
  public void onComplete() {
    finish(
        () -> {
          if (caller != null) {
            caller.onComplete();
          }
        },
        watcher::completed);
  }

  @Override
  public void onError(Throwable failure) {
    finish(
        () -> {
          if (caller != null) {
            caller.onError(failure);
          }
        },
        () -> watcher.brokeOff(failure));
  }

  private void finish(Runnable forCaller, Runnable forWatcher) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (!connected && !dropped) {
        early = () -> finish(forCaller, forWatcher);
        return;
      }
      over = true;
    }
    forWatcher.run(); // First, so that whoever asks why the caller's subscriber failed knows it.
    synchronized (this) {
      if (!dropped) {
        forCaller.run();
      }
    }
  }

  /// What the caller's subscriber asks for.
  private final class Demand implements Subscription {
    private final Subscription source;

    Demand(Subscription source) {
      this.source = source;
    }

    @Override
    public void request(long n) {
      watcher.moved();
      wanted.accumulateAndGet(Math.max(0, n), (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
      source.request(n);
    }

    @Override
    public void cancel() {
      if (!over) {
        over = true;
        watcher.refused();
      }
      source.cancel();
    }
  }
}
