package dev.steelyard.client;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.clock.SystemTimeline;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What all conversations of one client share: its event loop, its pools, its threads for the
/// caller's code, and its end.
final class Switchboard {
  private final SystemTimeline timeline;
  private final Map<String, ServicePool> pools = new ConcurrentHashMap<>();
  private final HttpClient straight;
  private final Executor executor;
  private final @Nullable CookieHandler cookies;
  private final HttpClient.Redirect redirects;
  private final AtomicLong requests = new AtomicLong();
  private final Set<Conversation<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile @Nullable IOException refusal; // Why nothing new is taken; null while it is.

  Switchboard(
      String name,
      HttpClient straight,
      Executor executor,
      @Nullable CookieHandler cookies,
      HttpClient.Redirect redirects) {
    this.timeline = new SystemTimeline(name, this::loopFailed);
    this.straight = straight;
    this.executor = executor;
    this.cookies = cookies;
    this.redirects = redirects;
  }

  void start(List<ServicePool> all) {
    all.forEach(pool -> pools.put(pool.name(), pool));
    timeline.start();
    all.forEach(ServicePool::start);
  }

  Set<String> names() {
    return pools.keySet();
  }

  SystemTimeline timeline() {
    return timeline;
  }

  HttpClient straight() {
    return straight;
  }

  @Nullable CookieHandler cookies() {
    return cookies;
  }

  HttpClient.Redirect redirects() {
    return redirects;
  }

  /// A number that no other request of this client has.
  long nextRequest() {
    return requests.incrementAndGet();
  }

  /// The pool that `uri` names: its host is the pool's name, and it has no port.
  Optional<ServicePool> pool(URI uri) {
    String host = uri.getHost();
    return host == null || uri.getPort() >= 0 ? Optional.empty() : pool(host);
  }

  Optional<ServicePool> pool(String name) {
    return Optional.ofNullable(pools.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Runs what may call the caller's code, and so must not run on the event loop, nor be lost.
  void execute(Runnable task) {
    Runnable elsewhere =
        () -> {
          if (timeline.isLoop()) {
            Thread.startVirtualThread(task); // The executor runs things where they are handed in.
          } else {
            task.run();
          }
        };
    try {
      executor.execute(elsewhere);
    } catch (RejectedExecutionException closed) {
      Thread.startVirtualThread(task);
    }
  }

  /// What runs the caller's code.
  Executor executor() {
    return executor;
  }

  /// Takes a conversation on.
  ///
  /// @throws IOException if the client is shut down
  void begin(Conversation<?> conversation) throws IOException {
    open.add(conversation);
    IOException why = refusal;
    if (why != null) {
      over(conversation);
      throw new IOException(why.getMessage(), why);
    }
  }

  /// Nothing of a conversation is under way any more.
  void over(Conversation<?> conversation) {
    open.remove(conversation);
    if (refusal != null) {
      finishIfIdle();
    }
  }

  void shutdown() {
    if (refusal == null) {
      refusal = new IOException("the client was shut down");
    }
    straight.shutdown();
    pools.values().forEach(ServicePool::stopFollowing);
    finishIfIdle();
  }

  void shutdownNow() {
    shutdown();
    straight.shutdownNow();
    for (Conversation<?> conversation : open) {
      conversation.callOff(new IOException("the client was shut down at once"));
    }
    finishIfIdle();
  }

  private void finishIfIdle() {
    if (open.isEmpty() && finishing.compareAndSet(false, true)) {
      timeline.execute(() -> {
        pools.values().forEach(ServicePool::close);
        timeline.close();
        finished.countDown();
      });
    }
  }

  boolean isTerminated() {
    return finished.getCount() == 0
        && straight.isTerminated()
        && pools.values().stream().allMatch(ServicePool::isTerminated);
  }

  boolean awaitTermination(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + nanos(atMost);
    if (!finished.await(nanos(atMost), TimeUnit.NANOSECONDS)
        || !straight.awaitTermination(until(deadline))) {
      return false;
    }
    for (ServicePool pool : pools.values()) {
      if (!pool.awaitTermination(deadline)) {
        return false;
      }
    }
    return true;
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(10_000)) > 0
        ? Duration.ofDays(10_000).toNanos()
        : duration.toNanos();
  }

  static Duration until(long deadlineNanos) {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }

  /// A fault of this program. Nobody is left to wait for what will never come.
  private void loopFailed(Throwable failure) {
    refusal = new IOException("the client's event loop failed: " + failure, failure);
    System.getLogger(Switchboard.class.getName())
        .log(System.Logger.Level.ERROR, "the event loop failed", failure);
    finishing.set(true);
    pools.values().forEach(ServicePool::close);
    for (Conversation<?> conversation : open) {
      conversation.fail(new IOException("the client's event loop failed: " + failure, failure));
    }
    finished.countDown();
  }

  /// See {@link Timeline#timeout}, from the loop.
  Cancellable timeout(Duration after, Runnable task) {
    return timeline.timeout(nanos(after), task);
  }
}
