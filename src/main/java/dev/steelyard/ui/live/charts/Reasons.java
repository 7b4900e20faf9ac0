package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.LogEntry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds in the event log why a state began.
final class Reasons {
  /// A state is seen in the history at most so long after its line in the log.
  private static final long BEFORE = TimeUnit.SECONDS.toNanos(1);

  private static final long AFTER = TimeUnit.MILLISECONDS.toNanos(50);

  private Reasons() {}

  /// The text of the last line of this kind about `node` just before `atNanos`.
  static Optional<String> of(Log log, LogEntry.Kind kind, String node, long atNanos) {
    for (int i = firstAfter(log, atNanos + AFTER) - 1; i >= 0; i--) {
      LogEntry entry = log.get(i);
      if (entry.atNanos() < atNanos - BEFORE) {
        return Optional.empty();
      }
      if (entry.kind() == kind && entry.node().filter(node::equals).isPresent()) {
        return Optional.of(entry.text());
      }
    }
    return Optional.empty();
  }

  private static int firstAfter(Log log, long atNanos) {
    int low = 0;
    int high = log.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.get(middle).atNanos() <= atNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
