package dev.steelyard.balancer.retry;

import java.time.Duration;

/// When a second attempt is sent beside one that is slow.
public sealed interface HedgeSettings {
  Duration LONGEST = Duration.ofHours(1);

  /// The 95th percentile of the last 200: a hedge for about each twentieth request.
  HedgeSettings DEFAULTS = new AtPercentile(AtPercentile.DEFAULT, AtPercentile.DEFAULT_WINDOW);

  /// The settings in a few words.
  String words();

  /// After a given time.
  ///
  /// @param after 0 to 1 h
  record AfterDelay(Duration after) implements HedgeSettings {
    public static final Duration DEFAULT = Duration.ofMillis(50);

    public AfterDelay {
      if (after.isNegative() || after.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "after: " + after + " must be from " + Duration.ZERO + " to " + LONGEST);
      }
    }

    @Override
    public String words() {
      return "after " + Math.round(after.toNanos() / 1e4) / 1e2 + " ms";
    }
  }

  /// After the time in which that share of the last attempts had ended.
  ///
  /// @param percentile 0.5 to 0.999
  /// @param window how many attempts are remembered, 20 to 1000; until there are so many, no hedge
  ///   is sent
  record AtPercentile(double percentile, int window) implements HedgeSettings {
    public static final double DEFAULT = 0.95;
    public static final double LEAST = 0.5;
    public static final double MOST = 0.999;
    public static final int SMALLEST_WINDOW = 20;
    public static final int LARGEST_WINDOW = 1_000;
    public static final int DEFAULT_WINDOW = 200;

    public AtPercentile {
      if (!(percentile >= LEAST && percentile <= MOST)) {
        throw new IllegalArgumentException(
            "percentile: " + percentile + " must be from " + LEAST + " to " + MOST);
      }
      if (window < SMALLEST_WINDOW || window > LARGEST_WINDOW) {
        throw new IllegalArgumentException(
            "window: " + window + " must be from " + SMALLEST_WINDOW + " to " + LARGEST_WINDOW);
      }
    }

    @Override
    public String words() {
      return "after the " + percentile + " percentile of " + window;
    }
  }
}
