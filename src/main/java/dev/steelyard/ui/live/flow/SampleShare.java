package dev.steelyard.ui.live.flow;

import java.util.ArrayDeque;
import java.util.Deque;

/// What part of the requests of the last few seconds is shown as dots.
final class SampleShare {
  /// Frames that it looks back: five seconds.
  private static final int FRAMES = 50;

  private final Deque<Count> counts = new ArrayDeque<>();

  /// Takes over the counts at a new frame.
  ///
  /// @param seen requests so far
  /// @param sampled those of them that are shown
  void note(long seen, long sampled) {
    counts.add(new Count(seen, sampled));
    if (counts.size() > FRAMES) {
      counts.remove();
    }
  }

  /// The part, 0 to 1; 1 while there was no request.
  double value() {
    if (counts.isEmpty()) {
      return 1;
    }
    long seen = counts.getLast().seen - counts.getFirst().seen;
    long sampled = counts.getLast().sampled - counts.getFirst().sampled;
    return seen == 0 || sampled == 0 ? 1 : (double) sampled / seen;
  }

  void clear() {
    counts.clear();
  }

  private record Count(long seen, long sampled) {}
}
