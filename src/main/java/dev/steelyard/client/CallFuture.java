package dev.steelyard.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What `sendAsync` gives its caller. Cancelling it, or any future that is derived from it, calls
/// the request off, as with the JDK's own client.
final class CallFuture<R> extends CompletableFuture<R> {
  private final @Nullable CompletableFuture<?> origin;
  private final Executor executor;

  CallFuture(Executor executor) {
    this(null, executor);
  }

  private CallFuture(@Nullable CompletableFuture<?> origin, Executor executor) {
    this.origin = origin;
    this.executor = executor;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(origin == null ? this : origin, executor);
  }

  @Override
  public Executor defaultExecutor() {
    return executor;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean wasOpen = !isDone();
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (origin != null && wasOpen && mayInterruptIfRunning) {
      var _ = origin.cancel(true);
    }
    return cancelled;
  }
}
