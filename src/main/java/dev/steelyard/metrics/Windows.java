package dev.steelyard.metrics;

import dev.steelyard.metrics.Readings.Reading;

/// The last second and the last ten seconds of one thing: earlier readings of its counts, and its
/// latencies.
///
/// Each latency is recorded once, in the slot of the current tick; a full slot is added to the ten
/// seconds. Windows are summed up only when somebody reads them.
///
/// @param <T> the counts
final class Windows<T> {
  private static final long SECOND = 1_000_000_000L;
  private static final int TEN = 10;

  private final int ticksPerSecond;
  private final Readings<T> second;
  private final Readings<T> tenSeconds;
  private final SlidingLatency secondLatency;
  private final SlidingLatency tenLatency = new SlidingLatency(TEN);
  private LatencyMeter currentTick;
  private Latency lastSecondLatency = Latency.NONE;
  private int ticks;

  /// @param tickNanos the time between two readings: a second, or a whole part of one
  Windows(long startNanos, long tickNanos, T atStart) {
    ticksPerSecond = Math.toIntExact(SECOND / tickNanos);
    second = new Readings<>(SECOND, startNanos, atStart);
    tenSeconds = new Readings<>(TEN * SECOND, startNanos, atStart);
    secondLatency = new SlidingLatency(ticksPerSecond);
    currentTick = secondLatency.current();
  }

  void record(long latencyNanos) {
    currentTick.record(latencyNanos);
  }

  void read(long nowNanos, T reading) {
    lastSecondLatency = secondLatency.sum().latency(); // Asked for more than once.
    second.add(nowNanos, reading);
    tenSeconds.add(nowNanos, reading);
  }

  /// Begins new slots, after the latencies of this moment were read.
  ///
  /// @return whether a second is full
  boolean turn() {
    tenLatency.current().add(currentTick);
    secondLatency.turn();
    currentTick = secondLatency.current();
    ticks++;
    boolean wholeSecond = ticks % ticksPerSecond == 0;
    if (wholeSecond) {
      tenLatency.turn();
    }
    return wholeSecond;
  }

  Reading<T> secondAgo() {
    return second.first();
  }

  Reading<T> tenSecondsAgo() {
    return tenSeconds.first();
  }

  /// As of the last reading.
  Latency lastSecondLatency() {
    return lastSecondLatency;
  }

  Latency lastTenLatency() {
    LatencyMeter sum = tenLatency.sum();
    sum.add(currentTick);
    return sum.latency();
  }
}
