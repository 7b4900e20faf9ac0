package dev.steelyard.balancer.retry;

import java.time.Duration;

/// How many retries a share of the requests pays for.
///
/// @param ratio retries for each request, 0 to 1000; 0.2 allows a retry for every fifth request
/// @param minPerSecond retries a second that are allowed whatever the traffic is, 0 to 1000000
/// @param ttl how long a request pays, 1 s to 60 s
public record BudgetSettings(double ratio, int minPerSecond, Duration ttl)
    implements LimitSettings {
  public static final double MOST_RATIO = 1_000;
  public static final int MOST_PER_SECOND = 1_000_000;
  public static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
  public static final Duration LONGEST_TTL = Duration.ofSeconds(60);

  /// Finagle's.
  public static final BudgetSettings DEFAULTS = new BudgetSettings(0.2, 10, Duration.ofSeconds(10));

  public BudgetSettings {
    if (!(ratio >= 0 && ratio <= MOST_RATIO)) {
      throw new IllegalArgumentException("ratio: " + ratio + " must be from 0 to " + MOST_RATIO);
    }
    if (minPerSecond < 0 || minPerSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "minPerSecond: " + minPerSecond + " must be from 0 to " + MOST_PER_SECOND);
    }
    if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "ttl: " + ttl + " must be from " + SHORTEST_TTL + " to " + LONGEST_TTL);
    }
  }

  @Override
  public String words() {
    return "budget " + ratio + " + " + minPerSecond + "/s";
  }
}
