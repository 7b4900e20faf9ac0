package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;

/// How far the axes have to reach. Found in one pass, since the window may be the whole run.
///
/// @param attempts the most attempts/s
/// @param failed the most failed attempts/s
/// @param p50Millis the least p50; infinite if nothing succeeded
/// @param p99Millis the greatest p99; 0 if nothing succeeded
record Extremes(double attempts, double failed, double p50Millis, double p99Millis) {
  static Extremes of(History history, TimeRange time) {
    double attempts = 0;
    double failed = 0;
    long p50 = Long.MAX_VALUE;
    long p99 = 0;
    int end = history.indexAt(time.toNanos() + 1);
    for (int i = history.indexAt(time.fromNanos()); i < end; i++) {
      Point point = history.get(i);
      attempts = Math.max(attempts, ChartsModel.attempts(point));
      failed = Math.max(failed, point.failedAttemptsPerSecond());
      if (!point.latency().isEmpty()) {
        p50 = Math.min(p50, Math.max(1, point.latency().p50Nanos()));
        p99 = Math.max(p99, point.latency().p99Nanos());
      }
    }
    return new Extremes(
        attempts, failed, p50 == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : p50 / 1e6, p99 / 1e6);
  }

  boolean hasLatency() {
    return p99Millis > 0;
  }
}
