package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BackoffSettings.None;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Draws how long to wait before a retry, of a request or of anything else.
///
/// Source: Marc Brooker, _Exponential Backoff and Jitter_ (AWS Architecture Blog, 2015), for the
/// formulas of all four jitters.
public final class Backoff {
  private static final int GROWTH = 3;

  private final BackoffSettings settings;
  private final RandomGenerator random;

  /// @param random draws the jitter
  public Backoff(BackoffSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /// How long to wait.
  ///
  /// @param retry 0 for the first retry of a request, then 1, 2, ...
  /// @param lastWaitNanos the wait before the retry before; 0 if there was none
  public long waitNanos(int retry, long lastWaitNanos) {
    return switch (settings) {
      case None() -> 0;
      case Fixed(Duration base, Jitter jitter) -> jittered(base.toNanos(), jitter);
      case Exponential(Duration base, Duration cap, Jitter jitter) ->
          jitter == Jitter.DECORRELATED
              ? decorrelated(base.toNanos(), cap.toNanos(), lastWaitNanos)
              : jittered(exponential(base.toNanos(), cap.toNanos(), retry), jitter);
    };
  }

  private static long exponential(long base, long cap, int retry) {
    return retry >= Long.numberOfLeadingZeros(base) - 1 ? cap : Math.min(cap, base << retry);
  }

  private long jittered(long wait, Jitter jitter) {
    return switch (jitter) {
      case NONE, DECORRELATED -> wait;
      case FULL -> random.nextLong(wait + 1);
      case EQUAL -> wait - random.nextLong(wait / 2 + 1);
    };
  }

  /// A longer wait that the node asked for counts as one of the cap.
  private long decorrelated(long base, long cap, long lastWaitNanos) {
    long last = Math.clamp(lastWaitNanos, base, cap);
    return Math.min(cap, random.nextLong(base, GROWTH * last + 1));
  }
}
