package dev.steelyard.balancer.retry;

/// A sum over about the last so much time. What was added earlier falls out, a tenth of that time
/// at once.
///
/// Source: `WindowedAdder` of Twitter's util library. As there, a slice that ends late makes the
/// next one begin late, so a value stays for nine slices at least and up to ten.
final class WindowedSum {
  private static final int SLICES = 10;

  private final long sliceNanos;
  private final long[] ended = new long[SLICES - 1];
  private int next;
  private long current;
  private long beganNanos;

  WindowedSum(long rangeNanos, long nowNanos) {
    sliceNanos = rangeNanos / SLICES;
    beganNanos = nowNanos;
  }

  void add(long amount, long nowNanos) {
    turn(nowNanos);
    current += amount;
  }

  long sum(long nowNanos) {
    turn(nowNanos);
    long sum = current;
    for (long slice : ended) {
      sum += slice;
    }
    return sum;
  }

  private void turn(long nowNanos) {
    long age = nowNanos - beganNanos;
    if (age < sliceNanos) {
      return;
    }
    push(current);
    current = 0;
    long empty = Math.min(age / sliceNanos - 1, ended.length);
    for (long i = 0; i < empty; i++) {
      push(0);
    }
    beganNanos = nowNanos;
  }

  private void push(long slice) {
    ended[next] = slice;
    next = (next + 1) % ended.length;
  }
}
