package dev.steelyard.balancer.health;

import java.time.Duration;
import java.util.Optional;

/// When a node is taken out because its traffic fails.
///
/// @param consecutiveFailures failed attempts in a row that eject a node, 1 to 1000
/// @param interval between two sweeps, which end ejections and compare success rates, 10 ms to 1 h
/// @param baseTime how long the first ejection lasts; each further one lasts that much longer, 10
///   ms to 1 h
/// @param maxTime the longest that an ejection lasts, at least `baseTime`, at most 1 h
/// @param maxEjected the share of the members that may be out at once, 0 to 1; one always may
/// @param successRate without it, success rates are not compared
public record OutlierSettings(
    int consecutiveFailures,
    Duration interval,
    Duration baseTime,
    Duration maxTime,
    double maxEjected,
    Optional<SuccessRateSettings> successRate) {
  public static final int MOST_FAILURES = 1_000;
  public static final Duration SHORTEST = Duration.ofMillis(10);
  public static final Duration LONGEST = Duration.ofHours(1);

  /// Envoy's defaults.
  public static final OutlierSettings PRODUCTION =
      new OutlierSettings(
          5,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          0.1,
          Optional.of(SuccessRateSettings.PRODUCTION));

  /// Fast enough to be watched, and able to act in a pool of a few nodes.
  public static final OutlierSettings CLASSROOM =
      new OutlierSettings(
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          0.5,
          Optional.of(SuccessRateSettings.CLASSROOM));

  public OutlierSettings {
    Allowed.check("consecutiveFailures", consecutiveFailures, 1, MOST_FAILURES);
    Allowed.check("interval", interval, SHORTEST, LONGEST);
    Allowed.check("baseTime", baseTime, SHORTEST, LONGEST);
    Allowed.check("maxTime", maxTime, baseTime, LONGEST);
    if (!(maxEjected >= 0 && maxEjected <= 1)) {
      throw new IllegalArgumentException("maxEjected: " + maxEjected + " must be from 0 to 1");
    }
  }

  /// Ejection by consecutive failures alone.
  public OutlierSettings(
      int consecutiveFailures,
      Duration interval,
      Duration baseTime,
      Duration maxTime,
      double maxEjected) {
    this(consecutiveFailures, interval, baseTime, maxTime, maxEjected, Optional.empty());
  }

  public OutlierSettings withSuccessRate(Optional<SuccessRateSettings> changed) {
    return new OutlierSettings(
        consecutiveFailures, interval, baseTime, maxTime, maxEjected, changed);
  }

  /// How many of `members` nodes may be out at once: as many as fit into the share, but always one.
  public int mostEjected(int members) {
    int fitting = 0;
    while (fitting < members && (fitting + 1.0) / members <= maxEjected) {
      fitting++;
    }
    return Math.max(1, fitting);
  }

  /// The settings in a few words.
  public String words() {
    return "after "
        + consecutiveFailures
        + " failures in a row for "
        + baseTime.toMillis()
        + " ms, at most "
        + Math.round(maxEjected * 100)
        + " % of the nodes"
        + successRate.map(found -> "; " + found.words()).orElse("");
  }
}
