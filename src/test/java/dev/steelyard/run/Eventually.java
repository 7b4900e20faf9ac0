package dev.steelyard.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what real time brings.
final class Eventually {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  /// Returns as soon as `condition` holds.
  static void holds(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > MOST_NANOS) {
        throw new AssertionError("it does not come to hold within 30 s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
