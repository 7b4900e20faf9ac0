package dev.steelyard.metrics;

import java.util.OptionalDouble;

/// What one node did during some time, counted in attempts.
///
/// @param seconds how long the window is
/// @param attempts that began in it
/// @param succeeded attempts that ended well in it
/// @param failed attempts that ended badly in it
/// @param latency of the attempts that succeeded in it
public record NodeWindow(
    double seconds, long attempts, long succeeded, long failed, Latency latency) {
  public static final NodeWindow EMPTY = new NodeWindow(0, 0, 0, 0, Latency.NONE);

  public double attemptsPerSecond() {
    return seconds == 0 ? 0 : attempts / seconds;
  }

  /// The share of the ended attempts that succeeded; empty if none ended.
  public OptionalDouble successRatio() {
    long ended = succeeded + failed;
    return ended == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / ended);
  }
}
