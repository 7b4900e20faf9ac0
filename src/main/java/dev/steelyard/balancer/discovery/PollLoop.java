package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.discovery.MemberSource.FetchFailed;
import dev.steelyard.balancer.discovery.MemberSource.Fetched;
import dev.steelyard.balancer.discovery.MemberSource.Listed;
import dev.steelyard.balancer.retry.Backoff;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks a source for the whole list: when it is told to, again after a while, and after a failure
/// until it succeeds. At most one question is open at a time.
final class PollLoop {
  /// An answer that is valid for less counts as valid for so long, or a TTL of 0 would be a storm.
  private static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(1);

  private final Timeline timeline;
  private final RandomGenerator random;
  private final MemberSource source;
  private final DiscoverySettings settings;
  private final Listener listener;
  private final Backoff backoff;
  private int failures;
  private Cancellable next = Cancellable.NOTHING;
  private @Nullable Cancellable asking;

  /// Hears of answers.
  interface Listener {
    void listed(Listing listing);

    void fetchFailed(String reason);
  }

  PollLoop(
      Timeline timeline,
      RandomGenerator random,
      MemberSource source,
      DiscoverySettings settings,
      Listener listener) {
    this.timeline = timeline;
    this.random = random;
    this.source = source;
    this.settings = settings;
    this.listener = listener;
    this.backoff = new Backoff(settings.reconnect(), random);
  }

  /// Asks now, unless a question is open already: its answer will do.
  void ask() {
    next.cancel();
    if (asking == null) {
      asking =
          TimeLimit.<Fetched>ask(
              timeline,
              settings.timeout(),
              source::fetch,
              new FetchFailed(TimeLimit.reason(settings.timeout())),
              this::answered);
    }
  }

  void stop() {
    next.cancel();
    if (asking != null) {
      asking.cancel();
      asking = null;
    }
  }

  private void answered(Fetched answer) {
    asking = null;
    switch (answer) {
      case Listed(Listing listing) -> {
        failures = 0;
        askAfter(restNanos(listing));
        listener.listed(listing);
      }
      case FetchFailed(String reason) -> {
        long wait = backoff.waitNanos(failures++, 0);
        askAfter(settings.poll().isZero() ? wait : Math.min(wait, pollNanos()));
        listener.fetchFailed(reason);
      }
    }
  }

  private void askAfter(long nanos) {
    if (nanos > 0) {
      next = timeline.after(nanos, this::ask);
    }
  }

  /// How long to let the source be; 0 for ever.
  private long restNanos(Listing listing) {
    if (listing.validFor().isEmpty()) {
      return settings.poll().isZero() ? 0 : pollNanos();
    }
    Duration valid = listing.validFor().get();
    Duration heeded = valid.compareTo(SHORTEST_VALIDITY) < 0 ? SHORTEST_VALIDITY : valid;
    return heeded.toNanos() + random.nextLong(settings.pollJitter().toNanos() + 1);
  }

  private long pollNanos() {
    long jitter = settings.pollJitter().toNanos();
    return Math.max(1, settings.poll().toNanos() + random.nextLong(-jitter, jitter + 1));
  }
}
