package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.retry.Backoff;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps a watch open: opens it again after a backoff when it breaks, and finds out when it is dead
/// without a sign.
///
/// A watch is dead when a poll showed a difference that it has not told by the answer of the next
/// poll. The waits begin anew only after a watch that was open for longer than the longest wait, so
/// that a source that ends each watch at once is not asked without a pause.
final class WatchLoop {
  private final Timeline timeline;
  private final MemberSource source;
  private final DiscoverySettings settings;
  private final KnownList known;
  private final Listener listener;
  private final Backoff backoff;
  private @Nullable Watch watch;
  private Cancellable next = Cancellable.NOTHING;
  private int failures;

  /// Hears of the watch.
  interface Listener {
    void watchOpened();

    void changed(List<Change> changes);

    /// The watch cannot go on from what is known: the list has to be fetched, then comes {@link
    /// #open}.
    void listNeeded(String reason);

    /// The watch broke, or could not be opened, and is tried again after a while.
    ///
    /// @param wasOpen whether it broke
    void watchFailed(String reason, boolean wasOpen);

    /// The watch was found dead, and is opened again at once.
    void watchDied(String reason);
  }

  WatchLoop(
      Timeline timeline,
      RandomGenerator random,
      MemberSource source,
      DiscoverySettings settings,
      KnownList known,
      Listener listener) {
    this.timeline = timeline;
    this.source = source;
    this.settings = settings;
    this.known = known;
    this.listener = listener;
    this.backoff = new Backoff(settings.reconnect(), random);
  }

  /// Whether changes come, as far as anybody knows.
  boolean isOpen() {
    return watch != null && watch.opened;
  }

  /// Opens a watch from what is known; later, if the last ones were of no use.
  void open() {
    openAfter(failures < 2 ? 0 : backoff.waitNanos(failures - 2, 0));
  }

  /// Hears that a poll was answered.
  ///
  /// @param difference whether it told something new
  void polled(boolean difference) {
    Watch current = watch;
    if (current == null || !current.opened) {
      return;
    }
    if (current.owes) {
      close();
      listener.watchDied("the watch told nothing of what changed");
      openAfter(0);
    } else {
      current.owes = difference;
    }
  }

  void stop() {
    next.cancel();
    close();
  }

  private void openAfter(long nanos) {
    next.cancel();
    next =
        timeline.after(
            nanos,
            () -> {
              close();
              var opening = new Watch();
              watch = opening;
              opening.limit =
                  timeline.timeout(
                      settings.timeout().toNanos(),
                      () -> opening.failed(TimeLimit.reason(settings.timeout())));
              opening.atSource = source.watch(known.epoch(), known.revision() + 1, opening::hear);
            });
  }

  private void close() {
    Watch current = watch;
    watch = null;
    if (current != null) {
      current.limit.cancel();
      current.atSource.cancel();
      boolean lasted =
          timeline.nanos() - current.openedNanos > settings.reconnect().cap().toNanos();
      failures = current.opened && lasted ? 0 : failures;
    }
  }

  /// One watch from when it is asked for to its end.
  private final class Watch {
    Cancellable atSource = Cancellable.NOTHING;
    Cancellable limit = Cancellable.NOTHING;
    boolean opened;
    boolean owes; // A poll told of something that it has not told yet.
    long openedNanos;

    void hear(WatchMessage message) {
      if (watch != this) {
        return;
      }
      switch (message) {
        case WatchMessage.Opened() -> {
          opened = true;
          openedNanos = timeline.nanos();
          limit.cancel();
          listener.watchOpened();
        }
        case WatchMessage.Changed(List<Change> changes) -> {
          owes = false;
          listener.changed(changes);
        }
        case WatchMessage.Compacted(long revision) ->
            ended("revisions before " + revision + " are compacted");
        case WatchMessage.Invalidated(String reason) -> ended(reason);
        case WatchMessage.Ended(String reason) -> failed(reason);
      }
    }

    private void ended(String reason) {
      close();
      failures++;
      listener.listNeeded(reason);
    }

    void failed(String reason) {
      close();
      openAfter(backoff.waitNanos(failures++, 0));
      listener.watchFailed(reason, opened);
    }
  }
}
