package dev.steelyard.metrics;

/// How late the generator was at worst during the last second.
final class LagMeter {
  private static final long SECOND = 1_000_000_000L;

  private final long[] worstInSlot;
  private int current;

  LagMeter(long tickNanos) {
    worstInSlot = new long[Math.toIntExact(SECOND / tickNanos)];
  }

  void record(long lagNanos) {
    worstInSlot[current] = Math.max(worstInSlot[current], lagNanos);
  }

  void turn() {
    current = (current + 1) % worstInSlot.length;
    worstInSlot[current] = 0;
  }

  long worstNanos() {
    long worst = 0;
    for (long slot : worstInSlot) {
      worst = Math.max(worst, slot);
    }
    return worst;
  }
}
