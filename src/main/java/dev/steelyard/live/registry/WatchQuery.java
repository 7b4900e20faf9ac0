package dev.steelyard.live.registry;

import java.time.Duration;

/// A watch that somebody asks for.
///
/// @param from the first revision that it wants to hear of
/// @param patience how long to wait for a change, 0 to 60 s
record WatchQuery(String service, long epoch, long from, Duration patience) {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  static final Duration DEFAULT_WAIT = Duration.ofSeconds(20);
}
