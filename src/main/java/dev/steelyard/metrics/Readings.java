package dev.steelyard.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/// Earlier readings of some counts, so that a window is the difference of two readings.
///
/// @param <T> what is read
final class Readings<T> {
  private final long windowNanos;
  private final Deque<Reading<T>> kept = new ArrayDeque<>();

  Readings(long windowNanos, long startNanos, T atStart) {
    this.windowNanos = windowNanos;
    kept.add(new Reading<>(startNanos, atStart));
  }

  void add(long nowNanos, T reading) {
    kept.add(new Reading<>(nowNanos, reading));
    while (kept.size() > 1 && secondOldest().atNanos <= nowNanos - windowNanos) {
      kept.remove();
    }
  }

  /// The reading at the beginning of the window that ends with the newest one.
  Reading<T> first() {
    return kept.element();
  }

  private Reading<T> secondOldest() {
    var oldest = kept.iterator();
    oldest.next();
    return oldest.next();
  }

  /// One reading.
  record Reading<T>(long atNanos, T value) {
    double secondsTo(long nowNanos) {
      return (nowNanos - atNanos) / 1e9;
    }
  }
}
