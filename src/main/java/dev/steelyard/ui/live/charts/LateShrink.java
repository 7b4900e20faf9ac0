package dev.steelyard.ui.live.charts;

import java.util.concurrent.TimeUnit;

/// The end of an axis: grows as soon as it must and shrinks only when less has been enough for some
/// seconds, so that the picture is never cut off and seldom jumps.
final class LateShrink {
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private double end = Double.NEGATIVE_INFINITY;
  private double mostSince = Double.NEGATIVE_INFINITY;
  private long sinceNanos;

  /// The end to draw with, now that `needed` would be enough.
  double update(double needed, long nowNanos) {
    boolean restarted = nowNanos < sinceNanos;
    if (needed >= end || restarted) {
      end = needed;
      sinceNanos = nowNanos;
      mostSince = Double.NEGATIVE_INFINITY;
      return end;
    }
    mostSince = Math.max(mostSince, needed);
    if (nowNanos - sinceNanos >= PATIENCE_NANOS) {
      end = mostSince;
      sinceNanos = nowNanos;
      mostSince = Double.NEGATIVE_INFINITY;
    }
    return end;
  }
}
