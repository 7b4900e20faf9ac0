package dev.steelyard.balancer.health;

/// How many of the last calls failed and how many were slow. Each call takes constant time.
///
/// Source: resilience4j's `FixedSizeSlidingWindowMetrics`, the count-based sliding window.
final class CallWindow {
  private static final byte FAILED = 1;
  private static final byte SLOW = 2;

  private final byte[] calls;
  private int next;
  private int size;
  private int failed;
  private int slow;

  CallWindow(int length) {
    calls = new byte[length];
  }

  /// Takes a call in; once the window is full, the oldest one drops out.
  void add(boolean hasFailed, boolean wasSlow) {
    if (size == calls.length) {
      count(calls[next], -1);
    } else {
      size++;
    }
    byte call = (byte) ((hasFailed ? FAILED : 0) | (wasSlow ? SLOW : 0));
    calls[next] = call;
    count(call, 1);
    next = next + 1 == calls.length ? 0 : next + 1;
  }

  int size() {
    return size;
  }

  int failed() {
    return failed;
  }

  int slow() {
    return slow;
  }

  private void count(byte call, int by) {
    failed += (call & FAILED) != 0 ? by : 0;
    slow += (call & SLOW) != 0 ? by : 0;
  }
}
