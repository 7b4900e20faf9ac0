package dev.steelyard.balancer.health;

import java.time.Duration;

/// When a node is taken out because its traffic fails.
///
/// @param consecutiveFailures failed attempts in a row that eject a node, 1 to 1000
/// @param interval between two sweeps, which end ejections, 10 ms to 1 h
/// @param baseTime how long the first ejection lasts; each further one lasts that much longer, 10
///   ms to 1 h
/// @param maxTime the longest that an ejection lasts, at least `baseTime`, at most 1 h
/// @param maxEjected the share of the members that may be out at once, 0 to 1; one always may
public record OutlierSettings(
    int consecutiveFailures,
    Duration interval,
    Duration baseTime,
    Duration maxTime,
    double maxEjected) {
  public static final int MOST_FAILURES = 1_000;
  public static final Duration SHORTEST = Duration.ofMillis(10);
  public static final Duration LONGEST = Duration.ofHours(1);

  /// Envoy's defaults.
  public static final OutlierSettings PRODUCTION =
      new OutlierSettings(
          5, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(300), 0.1);

  /// Fast enough to be watched, and able to act in a pool of a few nodes.
  public static final OutlierSettings CLASSROOM =
      new OutlierSettings(
          3, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60), 0.5);

  public OutlierSettings {
    if (consecutiveFailures < 1 || consecutiveFailures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "consecutiveFailures: " + consecutiveFailures + " must be from 1 to " + MOST_FAILURES);
    }
    checkRange("interval", interval, SHORTEST);
    checkRange("baseTime", baseTime, SHORTEST);
    checkRange("maxTime", maxTime, baseTime);
    if (!(maxEjected >= 0 && maxEjected <= 1)) {
      throw new IllegalArgumentException("maxEjected: " + maxEjected + " must be from 0 to 1");
    }
  }

  private static void checkRange(String field, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + shortest + " to " + LONGEST);
    }
  }

  /// The settings in a few words.
  public String words() {
    return "after "
        + consecutiveFailures
        + " failures in a row for "
        + baseTime.toMillis()
        + " ms, at most "
        + Math.round(maxEjected * 100)
        + " % of the nodes";
  }
}
