package dev.steelyard.ui.live.charts;

import java.util.concurrent.TimeUnit;

/// How much of the run the charts show; their right edge is always now. A run that is younger than
/// the window has all the width to itself, since its first seconds are when people look hardest.
public enum TimeWindow {
  HALF_MINUTE("30 s", TimeUnit.SECONDS.toNanos(30)),
  TWO_MINUTES("2 min", TimeUnit.MINUTES.toNanos(2)),
  ALL("All", Long.MAX_VALUE);

  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String title;
  private final long nanos;

  TimeWindow(String title, long nanos) {
    this.title = title;
    this.nanos = nanos;
  }

  /// The name on its button.
  public String title() {
    return title;
  }

  /// What is on show at `nowNanos`: at least ten seconds, so it may begin before 0.
  TimeRange endingAt(long nowNanos) {
    long length = Math.clamp(nowNanos, LEAST_NANOS, nanos);
    return new TimeRange(nowNanos - length, nowNanos);
  }
}
