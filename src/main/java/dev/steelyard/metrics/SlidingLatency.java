package dev.steelyard.metrics;

/// How long things took during the last so many slots of time.
///
/// The oldest slot falls out whole, so the window is exact to one slot.
final class SlidingLatency {
  private final LatencyMeter[] slots;
  private final LatencyMeter sum = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
  private int current;

  SlidingLatency(int slots) {
    this.slots = new LatencyMeter[slots];
    for (int i = 0; i < slots; i++) {
      this.slots[i] = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
    }
  }

  void record(long nanos) {
    slots[current].record(nanos);
    sum.record(nanos);
  }

  /// Begins a new slot in place of the oldest.
  void turn() {
    current = (current + 1) % slots.length;
    sum.subtract(slots[current]);
    slots[current].clear();
  }

  Latency latency() {
    return sum.latency();
  }
}
