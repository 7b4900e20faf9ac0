package dev.steelyard.metrics;

import java.util.OptionalLong;

/// Something that is so for a while, and then not: for how long at a time.
final class Stretches {
  private static final long NOT_NOW = -1;

  private long sinceNanos = NOT_NOW;
  private long worstNanos;

  /// It is so from now on, or it is not.
  void set(boolean on, long nowNanos) {
    if (on && sinceNanos == NOT_NOW) {
      sinceNanos = nowNanos;
    } else if (!on && sinceNanos != NOT_NOW) {
      worstNanos = Math.max(worstNanos, nowNanos - sinceNanos);
      sinceNanos = NOT_NOW;
    }
  }

  /// What was before does not count.
  void begin(long nowNanos) {
    worstNanos = 0;
    if (sinceNanos != NOT_NOW) {
      sinceNanos = nowNanos;
    }
  }

  /// Since when it is so; empty if it is not.
  OptionalLong since() {
    return sinceNanos == NOT_NOW ? OptionalLong.empty() : OptionalLong.of(sinceNanos);
  }

  /// The longest stretch up to now.
  long worst(long nowNanos) {
    return sinceNanos == NOT_NOW ? worstNanos : Math.max(worstNanos, nowNanos - sinceNanos);
  }
}
