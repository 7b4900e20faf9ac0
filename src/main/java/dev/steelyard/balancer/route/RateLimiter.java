package dev.steelyard.balancer.route;

import java.util.LinkedHashMap;
import java.util.Map;

/// A token bucket for each client.
///
/// It remembers the clients that came last, at most {@link #MOST_CLIENTS}; one that was forgotten
/// begins with a full bucket, as it would after a long rest.
final class RateLimiter {
  static final int MOST_CLIENTS = 10_000;

  private final RateLimitSettings settings;
  private final Map<String, TokenBucket> buckets;

  RateLimiter(RateLimitSettings settings) {
    this.settings = settings;
    this.buckets = new LastUsed();
  }

  /// Counts a request of `client`: 0 if it may pass, else how long the client has to wait, in
  /// nanoseconds.
  long take(String client, long nowNanos) {
    TokenBucket bucket = buckets.get(client);
    if (bucket == null) {
      bucket = new TokenBucket(settings.rate(), settings.burst(), nowNanos);
      buckets.put(client, bucket);
    }
    return bucket.take(nowNanos);
  }

  private static final class LastUsed extends LinkedHashMap<String, TokenBucket> {
    private static final long serialVersionUID = 1L;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
      return size() > MOST_CLIENTS;
    }
  }
}
