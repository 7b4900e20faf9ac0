package dev.steelyard.balancer.health;

import java.time.Duration;

/// When the circuit breaker of a node opens, and how it closes again.
///
/// @param window of how many of the last calls the rates are, 1 to 10,000
/// @param minimumCalls so many calls must have ended before the rates count, 1 to 10,000; more than
///   `window` counts as `window`
/// @param failureRate the share of failed calls that opens it, above 0 to 1
/// @param slowCallRate the share of slow calls that opens it, above 0 to 1
/// @param slowCallTime a call that takes longer is slow, 1 ms to 1 h
/// @param openFor how long it stays open before the trial calls, 10 ms to 1 h
/// @param trialCalls how many calls it lets through while it is half-open, 1 to 1000
public record CircuitBreakerSettings(
    int window,
    int minimumCalls,
    double failureRate,
    double slowCallRate,
    Duration slowCallTime,
    Duration openFor,
    int trialCalls) {
  public static final int MOST_CALLS = 10_000;
  public static final int MOST_TRIAL_CALLS = 1_000;
  public static final Duration SHORTEST_SLOW_CALL = Duration.ofMillis(1);
  public static final Duration SHORTEST_OPEN = Duration.ofMillis(10);
  public static final Duration LONGEST = Duration.ofHours(1);

  /// resilience4j's defaults.
  public static final CircuitBreakerSettings PRODUCTION =
      new CircuitBreakerSettings(
          100, 100, 0.5, 1, Duration.ofSeconds(60), Duration.ofSeconds(60), 10);

  /// Fast enough to be watched; a call is slow after half a second.
  public static final CircuitBreakerSettings CLASSROOM =
      new CircuitBreakerSettings(20, 5, 0.5, 1, Duration.ofMillis(500), Duration.ofSeconds(5), 3);

  public CircuitBreakerSettings {
    Allowed.check("window", window, 1, MOST_CALLS);
    Allowed.check("minimumCalls", minimumCalls, 1, MOST_CALLS);
    Allowed.checkAboveZero("failureRate", failureRate, 1);
    Allowed.checkAboveZero("slowCallRate", slowCallRate, 1);
    Allowed.check("slowCallTime", slowCallTime, SHORTEST_SLOW_CALL, LONGEST);
    Allowed.check("openFor", openFor, SHORTEST_OPEN, LONGEST);
    Allowed.check("trialCalls", trialCalls, 1, MOST_TRIAL_CALLS);
  }

  /// The settings in a few words.
  public String words() {
    return "at "
        + Math.round(failureRate * 100)
        + " % failures of the last "
        + window
        + " calls, open for "
        + openFor.toMillis()
        + " ms, then "
        + trialCalls
        + (trialCalls == 1 ? " trial call" : " trial calls");
  }
}
