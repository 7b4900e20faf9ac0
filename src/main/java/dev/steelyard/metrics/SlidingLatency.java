package dev.steelyard.metrics;

/// How long things took during the last so many slots of time.
///
/// The oldest slot falls out whole, so the window is exact to one slot.
final class SlidingLatency {
  private final LatencyMeter[] slots;
  private int current;

  SlidingLatency(int slots) {
    this.slots = new LatencyMeter[slots];
    for (int i = 0; i < slots; i++) {
      this.slots[i] = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
    }
  }

  /// The slot of this moment.
  LatencyMeter current() {
    return slots[current];
  }

  /// Begins a new slot in place of the oldest.
  void turn() {
    current = (current + 1) % slots.length;
    slots[current].clear();
  }

  /// Everything in the window.
  LatencyMeter sum() {
    if (slots.length == 1) {
      return slots[0];
    }
    var sum = new LatencyMeter(LatencyMeter.WINDOW_DIGITS);
    for (LatencyMeter slot : slots) {
      sum.add(slot);
    }
    return sum;
  }
}
