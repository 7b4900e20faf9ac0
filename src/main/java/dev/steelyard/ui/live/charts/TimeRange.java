package dev.steelyard.ui.live.charts;

/// A stretch of time on the Timeline; not empty.
record TimeRange(long fromNanos, long toNanos) {
  TimeRange {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException("toNanos: " + toNanos + " must be after " + fromNanos);
    }
  }

  long lengthNanos() {
    return toNanos - fromNanos;
  }

  boolean contains(long atNanos) {
    return atNanos >= fromNanos && atNanos <= toNanos;
  }
}
