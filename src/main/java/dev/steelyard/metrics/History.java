package dev.steelyard.metrics;

import java.util.Arrays;

/// The points so far, oldest first: an immutable view that shares its store with later ones, so
/// that publishing it costs nothing however long the run is.
///
/// At most {@link #MOST_POINTS} are kept, and fewer when each of them holds many nodes, so that a
/// thousand nodes do not fill the memory within an hour; then every second one is dropped.
public final class History {
  /// An hour at ten a second.
  public static final int MOST_POINTS = 36_000;

  /// At most so many readings of single nodes are kept: some 200 MB.
  static final int MOST_NODE_POINTS = 4_000_000;

  /// Nothing yet.
  public static final History EMPTY = new History(new Point[0], 0);

  private final Point[] points;
  private final int size;

  private History(Point[] points, int size) {
    this.points = points;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public Point get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("index " + index + " of " + size);
    }
    return points[index];
  }

  /// The index of the first point at or after `atNanos`; {@link #size()} if there is none.
  public int indexAt(long atNanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points[middle].atNanos() < atNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// This history and one more point. Only the newest view may be extended, by one thread.
  History plus(Point point) {
    Point[] store = points;
    int kept = size;
    int most = most(point.nodes().size());
    if (size >= most) { // It shrinks when nodes are added.
      store = new Point[points.length];
      kept = size / 2;
      for (int i = 0; i < kept; i++) {
        store[i] = points[2 * i + 1];
      }
    } else if (size == points.length) {
      store = Arrays.copyOf(points, Math.min(most, Math.max(64, size * 2)));
    }
    store[kept] = point;
    return new History(store, kept + 1);
  }

  /// How many points are kept with so many nodes.
  private static int most(int nodes) {
    return Math.clamp(MOST_NODE_POINTS / Math.max(1, nodes), 2, MOST_POINTS);
  }
}
