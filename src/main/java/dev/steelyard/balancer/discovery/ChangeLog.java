package dev.steelyard.balancer.discovery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The latest changes, without gaps, and at most a fixed number of them: the oldest go first.
final class ChangeLog {
  private final int limit;
  private final Deque<Change> changes = new ArrayDeque<>();
  private long revision = Registry.FIRST_REVISION;
  private long compactedRevision = Registry.FIRST_REVISION;

  /// @param limit how many changes it remembers, 1 or more
  ChangeLog(int limit) {
    this.limit = limit;
  }

  long revision() {
    return revision;
  }

  long compactedRevision() {
    return compactedRevision;
  }

  /// Adds the change that makes the next revision.
  void add(Change change) {
    revision++;
    if (change.revision() != revision) {
      throw new IllegalArgumentException("revision: " + change.revision() + " must be " + revision);
    }
    changes.addLast(change);
    if (changes.size() > limit) {
      compact(changes.getFirst().revision() + 1);
    }
  }

  /// Forgets the changes before `upTo`, which becomes the earliest revision to watch from.
  void compact(long upTo) {
    while (!changes.isEmpty() && changes.getFirst().revision() < upTo) {
      changes.removeFirst();
    }
    compactedRevision = Math.max(compactedRevision, upTo);
  }

  /// The changes of a service with `from` and later revisions.
  List<Change> since(long from, String service) {
    List<Change> found = new ArrayList<>();
    for (Change change : changes) {
      if (change.revision() >= from && change.service().equals(service)) {
        found.add(change);
      }
    }
    return found;
  }
}
