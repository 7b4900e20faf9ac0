package dev.steelyard.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The latest requests of real clients, for the screen. Any thread.
///
/// At most {@link #MOST_KEPT} are kept, and at most {@link #MOST_PER_SECOND} are taken in a second;
/// the others are counted only.
public final class DoorRequests {
  public static final int MOST_KEPT = 200;
  public static final int MOST_PER_SECOND = 50;

  private static final long GAP_NANOS = 1_000_000_000L / MOST_PER_SECOND;

  /// So many may come at once before they are sampled, so that a page with its pictures is whole.
  private static final long BURST_NANOS = 1_000_000_000L;

  private final Deque<DoorRequest> latest = new ArrayDeque<>(); // Guarded by itself.
  private final AtomicLong seen = new AtomicLong();
  private volatile long paidUntilNanos; // Written under the lock of the latest.

  /// A request is over.
  ///
  /// @param nowNanos the time on the Timeline
  public boolean wants(long nowNanos) {
    seen.incrementAndGet();
    return paidUntilNanos - nowNanos < BURST_NANOS;
  }

  /// Takes one that is {@link #wants wanted}.
  public void add(DoorRequest request, long nowNanos) {
    synchronized (latest) {
      paidUntilNanos = Math.max(paidUntilNanos, nowNanos) + GAP_NANOS;
      if (latest.size() == MOST_KEPT) {
        latest.removeFirst();
      }
      latest.addLast(request);
    }
  }

  /// How many came in all.
  public long seen() {
    return seen.get();
  }

  /// The latest ones that were taken, oldest first.
  public List<DoorRequest> latest() {
    synchronized (latest) {
      return new ArrayList<>(latest);
    }
  }
}
