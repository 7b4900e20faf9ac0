package dev.steelyard.metrics;

import java.util.Arrays;

/// The event log so far, oldest first: an immutable view that shares its store with later ones.
///
/// At most {@link #MOST_ENTRIES} are kept; then the older half is dropped and counted.
public final class Log {
  public static final int MOST_ENTRIES = 10_000;

  /// Nothing yet.
  public static final Log EMPTY = new Log(new LogEntry[0], 0, 0);

  private final LogEntry[] entries;
  private final int size;
  private final long dropped;

  private Log(LogEntry[] entries, int size, long dropped) {
    this.entries = entries;
    this.size = size;
    this.dropped = dropped;
  }

  public int size() {
    return size;
  }

  public LogEntry get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("index " + index + " of " + size);
    }
    return entries[index];
  }

  /// How many of the oldest lines are no longer kept. The number of a line in the whole run is this
  /// plus its index.
  public long dropped() {
    return dropped;
  }

  /// This log and one more line. Only the newest view may be extended, by one thread.
  Log plus(LogEntry entry) {
    LogEntry[] store = entries;
    int kept = size;
    long lost = dropped;
    if (size == MOST_ENTRIES) {
      kept = size / 2;
      lost += size - kept;
      store = Arrays.copyOf(Arrays.copyOfRange(entries, size - kept, size), MOST_ENTRIES);
    } else if (size == entries.length) {
      store = Arrays.copyOf(entries, Math.min(MOST_ENTRIES, Math.max(64, size * 2)));
    }
    store[kept] = entry;
    return new Log(store, kept + 1, lost);
  }
}
