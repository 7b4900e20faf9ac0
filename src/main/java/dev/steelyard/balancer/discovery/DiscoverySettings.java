package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.Jitter;
import java.time.Duration;

/// How nodes stay registered and how balancers learn of them.
///
/// @param source where balancers get the list from
/// @param lease how long a registration lasts without a heartbeat, 10 ms to 1 h
/// @param heartbeat how often a node renews it, 1 ms and more, less than the lease
/// @param watch whether balancers watch for changes, where the source can tell of them
/// @param poll how long after an answer a balancer asks for the whole list again, 10 ms to 1 h; or
///   0: only when it has to, and then a watch that died silently is never found out. Of a source
///   that says how long its answer is valid it asks again after that time instead
/// @param pollJitter by how much at most each poll comes earlier or later, 0 to `poll`
/// @param cacheFor how long the last list is good while the source cannot be reached, from when
///   that was noticed, 0 to 24 h; then `whenOutdated` says what becomes of it
/// @param emptyAfter how long an empty list, or one from a registry that lost its memory, must last
///   until members leave for it, 0 to 1 h
/// @param reconnect the waits between vain tries
/// @param timeout how long an answer of the source is waited for, 1 ms to 1 min
public record DiscoverySettings(
    SourceSpec source,
    Duration lease,
    Duration heartbeat,
    boolean watch,
    Duration poll,
    Duration pollJitter,
    Duration cacheFor,
    WhenOutdated whenOutdated,
    Duration emptyAfter,
    BackoffSettings.Exponential reconnect,
    Duration timeout) {
  public static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(1);
  public static final Duration SHORTEST_POLL = Duration.ofMillis(10);
  public static final Duration LONGEST_POLL = Duration.ofHours(1);
  public static final Duration LONGEST_CACHE = Duration.ofHours(24);
  public static final Duration LONGEST_EMPTY = Duration.ofHours(1);
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  /// Fast enough to be watched, and the default.
  public static final DiscoverySettings CLASSROOM =
      new DiscoverySettings(
          new SourceSpec.InProcess(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          true,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          WhenOutdated.KEEP,
          Duration.ofSeconds(10),
          reconnect(Duration.ofMillis(100), Duration.ofSeconds(5)),
          Duration.ofSeconds(1));

  /// Slow enough for real systems: the lease of an etcd session, renewed at a third of it as etcd's
  /// client does, and Eureka's 30 s between two polls.
  public static final DiscoverySettings PRODUCTION =
      new DiscoverySettings(
          new SourceSpec.InProcess(),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          true,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          WhenOutdated.KEEP,
          Duration.ofSeconds(60),
          reconnect(Duration.ofMillis(500), Duration.ofSeconds(30)),
          Duration.ofSeconds(5));

  public DiscoverySettings {
    Allowed.check("lease", lease, Registry.SHORTEST_TTL, Registry.LONGEST_TTL);
    Allowed.check("heartbeat", heartbeat, SHORTEST_HEARTBEAT, lease.minusMillis(1));
    if (!poll.isZero()) {
      Allowed.check("poll", poll, SHORTEST_POLL, LONGEST_POLL);
    } else if (!watch) {
      throw new IllegalArgumentException(
          "poll: 0 must be above 0 where watch is false, or nothing would ever be heard");
    }
    Allowed.check("pollJitter", pollJitter, Duration.ZERO, poll);
    Allowed.check("cacheFor", cacheFor, Duration.ZERO, LONGEST_CACHE);
    Allowed.check("emptyAfter", emptyAfter, Duration.ZERO, LONGEST_EMPTY);
    Allowed.check("timeout", timeout, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
  }

  /// The waits between vain tries: twice as long each time, with equal jitter, so that those who
  /// were cut off together neither come back together nor at once.
  ///
  /// @param base 1 ms to 1 min
  /// @param cap the base to 1 min
  public static BackoffSettings.Exponential reconnect(Duration base, Duration cap) {
    return new BackoffSettings.Exponential(base, cap, Jitter.EQUAL);
  }

  /// The longest time from when an instance is listed no more to when a balancer lets it go, for
  /// one that can reach the source all that time; if it can do so only later, counted from then:
  ///
  /// `poll + pollJitter + 2 timeout`
  ///
  /// A watch is faster, but it may have died silently. Then a poll that is under way may have
  /// missed the change, or fail; the next one comes `poll + pollJitter` later, and is answered in
  /// time. If the list is empty or the registry lost its memory, {@link #longestHold} holds. With
  /// `poll` 0 there is no bound.
  public Duration longestLag() {
    return poll.plus(pollJitter).plus(timeout.multipliedBy(2));
  }

  /// The same for an instance that is missing in an empty list, or in one of a registry that lost
  /// its memory, counted from the last time that this happened, if that is later. The list is
  /// mistrusted for `emptyAfter` and fetched again then, so it is
  ///
  /// `poll + pollJitter + 2 timeout + emptyAfter + timeout`
  public Duration longestHold() {
    return longestLag().plus(emptyAfter).plus(timeout);
  }

  public DiscoverySettings withSource(SourceSpec changed) {
    return new DiscoverySettings(
        changed,
        lease,
        heartbeat,
        watch,
        poll,
        pollJitter,
        cacheFor,
        whenOutdated,
        emptyAfter,
        reconnect,
        timeout);
  }

  public DiscoverySettings withLease(Duration changed, Duration changedHeartbeat) {
    return new DiscoverySettings(
        source,
        changed,
        changedHeartbeat,
        watch,
        poll,
        pollJitter,
        cacheFor,
        whenOutdated,
        emptyAfter,
        reconnect,
        timeout);
  }

  public DiscoverySettings withWatch(boolean changed) {
    return new DiscoverySettings(
        source,
        lease,
        heartbeat,
        changed,
        poll,
        pollJitter,
        cacheFor,
        whenOutdated,
        emptyAfter,
        reconnect,
        timeout);
  }

  public DiscoverySettings withPolls(Duration changed, Duration changedJitter) {
    return new DiscoverySettings(
        source,
        lease,
        heartbeat,
        watch,
        changed,
        changedJitter,
        cacheFor,
        whenOutdated,
        emptyAfter,
        reconnect,
        timeout);
  }

  public DiscoverySettings withCache(Duration changed, WhenOutdated changedEnd) {
    return new DiscoverySettings(
        source,
        lease,
        heartbeat,
        watch,
        poll,
        pollJitter,
        changed,
        changedEnd,
        emptyAfter,
        reconnect,
        timeout);
  }

  public DiscoverySettings withEmptyAfter(Duration changed) {
    return new DiscoverySettings(
        source,
        lease,
        heartbeat,
        watch,
        poll,
        pollJitter,
        cacheFor,
        whenOutdated,
        changed,
        reconnect,
        timeout);
  }
}
