package dev.steelyard.balancer.route;

/// Lets so many a second pass, and a few more at once after a rest: tokens come at a steady rate,
/// up to a bound, and each that passes takes one. Full at the start.
///
/// Instead of tokens it keeps the time at which it will be full again, in whole nanoseconds: that
/// neither drifts nor needs a clock that ticks, and whoever comes back after the time that was told
/// passes, if nobody else took the token.
///
/// Source: the generic cell rate algorithm as virtual scheduling (ITU-T I.371, annex A), which lets
/// the same pass as a token bucket.
public final class TokenBucket {
  private static final double SECOND = 1e9;

  /// No bucket takes longer to fill: 73 years.
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private final long intervalNanos;
  private final long toleranceNanos;
  private long fullAtNanos;

  /// @param rate tokens a second, above 0, at most a million
  /// @param most tokens that it holds, 1 or more
  /// @param nowNanos the time on the Timeline
  public TokenBucket(double rate, int most, long nowNanos) {
    this.intervalNanos = Math.clamp(Math.round(SECOND / rate), 1, LONGEST_NANOS);
    this.toleranceNanos =
        intervalNanos > LONGEST_NANOS / most ? LONGEST_NANOS : intervalNanos * (most - 1);
    this.fullAtNanos = nowNanos;
  }

  /// Takes a token, and returns 0; if there is none, the time until there is one, above 0.
  public long take(long nowNanos) {
    long full = Math.max(fullAtNanos, nowNanos);
    long early = full - nowNanos - toleranceNanos;
    if (early > 0) {
      return early;
    }
    fullAtNanos = full + intervalNanos;
    return 0;
  }
}
