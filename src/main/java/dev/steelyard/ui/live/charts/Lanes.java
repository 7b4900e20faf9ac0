package dev.steelyard.ui.live.charts;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import java.util.ArrayList;
import java.util.List;

/// What was true of each node and what was believed of it, as stretches of time instead of points.
///
/// Grows with the history: each point is looked at once, however long the run is. JavaFX thread.
final class Lanes {
  /// Stretches kept for a band; then the oldest half is forgotten.
  static final int MOST_STRETCHES = 4_096;

  private final List<Lane> lanes = new ArrayList<>();
  private long seenNanos = -1;

  /// Looks at the points that are new in `history`.
  void extend(History history) {
    int size = history.size();
    boolean restarted = size == 0 || history.get(size - 1).atNanos() < seenNanos;
    if (restarted) {
      lanes.clear();
      seenNanos = -1;
    }
    for (int i = history.indexAt(seenNanos + 1); i < size; i++) {
      Point point = history.get(i);
      while (lanes.size() < point.nodes().size()) {
        lanes.add(new Lane(seenNanos));
      }
      for (int node = 0; node < point.nodes().size(); node++) {
        Point.NodePoint at = point.nodes().get(node);
        lanes.get(node).add(point.atNanos(), at);
      }
      seenNanos = point.atNanos();
    }
  }

  int size() {
    return lanes.size();
  }

  /// The lane of the node with this index, empty if it has no history.
  Lane lane(int node) {
    return node < lanes.size() ? lanes.get(node) : new Lane(-1);
  }

  /// A stretch of time during which something did not change.
  ///
  /// @param what a {@link Truth} or a {@link NodeState}
  record Stretch<S>(long fromNanos, long toNanos, S what) {
    boolean contains(long atNanos) {
      return atNanos >= fromNanos && atNanos < toNanos;
    }
  }

  /// One node.
  static final class Lane {
    private final Band<Truth> truth;
    private final Band<NodeState> belief;

    /// @param beforeNanos the last point before there was this node, -1 if there was none
    private Lane(long beforeNanos) {
      truth = new Band<>(beforeNanos);
      belief = new Band<>(beforeNanos);
    }

    private void add(long atNanos, Point.NodePoint node) {
      if (node.presence().running()) {
        truth.add(atNanos, node.truth());
      } else {
        truth.interrupt(atNanos);
      }
      if (node.presence().member()) {
        belief.add(atNanos, node.belief());
      } else {
        belief.interrupt(atNanos);
      }
    }

    Band<Truth> truth() {
      return truth;
    }

    Band<NodeState> belief() {
      return belief;
    }
  }

  /// The stretches of one kind of state, oldest first. There is a gap where there was nothing to be
  /// in a state.
  static final class Band<S> {
    private final List<Stretch<S>> stretches = new ArrayList<>();
    private final long beforeNanos;
    private boolean interrupted = true;

    private Band(long beforeNanos) {
      this.beforeNanos = beforeNanos;
    }

    private void add(long atNanos, S what) {
      boolean goesOn = !interrupted && stretches.getLast().what().equals(what);
      if (!interrupted) {
        extendLast(atNanos);
      }
      if (!goesOn) {
        if (stretches.size() == MOST_STRETCHES) {
          stretches.subList(0, MOST_STRETCHES / 2).clear();
        }
        boolean first = stretches.isEmpty() && beforeNanos < 0;
        stretches.add(new Stretch<>(first ? Math.min(0, atNanos) : atNanos, atNanos, what));
      }
      interrupted = false;
    }

    private void interrupt(long atNanos) {
      if (!interrupted) {
        extendLast(atNanos);
        interrupted = true;
      }
    }

    private void extendLast(long atNanos) {
      Stretch<S> last = stretches.getLast();
      stretches.set(stretches.size() - 1, new Stretch<>(last.fromNanos(), atNanos, last.what()));
    }

    /// Whether a stretch has not ended yet. Its end is then the newest point, which is a little
    /// before now.
    boolean lasts(Stretch<S> stretch) {
      return !interrupted && stretch.equals(stretches.getLast());
    }

    /// The stretches that are on show in `range`.
    List<Stretch<S>> in(TimeRange range) {
      int first = stretches.size();
      while (first > 0 && stretches.get(first - 1).toNanos() >= range.fromNanos()) {
        first--;
      }
      int end = stretches.size();
      while (end > first && stretches.get(end - 1).fromNanos() > range.toNanos()) {
        end--;
      }
      return List.copyOf(stretches.subList(first, end));
    }
  }
}
