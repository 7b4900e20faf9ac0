package dev.steelyard.export;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import java.util.HashMap;
import java.util.Map;

/// Remembers which attempts in flight are hedges, since the end of an attempt does not tell. A
/// request has at most one.
final class Hedges {
  private final Map<Long, Integer> numbers = new HashMap<>();

  void attemptStarted(Event.AttemptStarted start) {
    if (start.kind() == AttemptKind.HEDGE) {
      numbers.put(start.request(), start.number());
    }
  }

  /// Of which kind the attempt was. To be asked once for each.
  AttemptKind kindOf(Event.AttemptEnded end) {
    if (end.number() == 1) {
      return AttemptKind.FIRST;
    }
    return !numbers.isEmpty() && numbers.remove(end.request(), end.number())
        ? AttemptKind.HEDGE
        : AttemptKind.RETRY;
  }
}
