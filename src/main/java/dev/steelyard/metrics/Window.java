package dev.steelyard.metrics;

import java.util.OptionalDouble;

/// What the whole system did during some time.
///
/// @param seconds how long the window is; while a run is younger than its window, the age of the
///   run
/// @param generated requests that began in it
/// @param succeeded requests that ended well in it
/// @param failed requests that ended badly in it
/// @param first first attempts that began in it
/// @param retries further attempts that began in it
/// @param hedges second attempts sent in parallel that began in it
/// @param failedAttempts attempts that ended badly in it
/// @param latency of the requests that succeeded in it, from their intended send times
public record Window(
    double seconds,
    long generated,
    long succeeded,
    long failed,
    long first,
    long retries,
    long hedges,
    long failedAttempts,
    Latency latency) {
  public static final Window EMPTY = new Window(0, 0, 0, 0, 0, 0, 0, 0, Latency.NONE);

  public long attempts() {
    return first + retries + hedges;
  }

  /// `count` in this window as a rate per second; 0 for a window without length.
  public double perSecond(long count) {
    return seconds == 0 ? 0 : count / seconds;
  }

  /// The share of the ended requests that succeeded; empty if none ended.
  public OptionalDouble successRatio() {
    long ended = succeeded + failed;
    return ended == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / ended);
  }

  /// Retries for each first attempt; empty if there was none.
  public OptionalDouble retryRatio() {
    return first == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) retries / first);
  }
}
