package dev.steelyard.balancer.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a bad answer from wiping a good list.
///
/// Who is listed is taken over at once. Who is missing leaves at once, too, but for two cases that
/// are more often a fault of the source than the truth: a list that is empty, and one of a registry
/// that lost its memory, where the nodes are about to register again. There nobody leaves before
/// the list has been like that for `emptyAfter`, and only when it is heard once more.
final class ListGuard {
  private static final long NEVER = Long.MIN_VALUE;

  private final long emptyAfterNanos;
  private Map<String, Instance> listed = Map.of();
  private Map<String, Instance> heeded = Map.of();
  private long emptySinceNanos = NEVER;
  private long forgottenSinceNanos = NEVER;
  private boolean doubts;
  private boolean dropped;

  ListGuard(long emptyAfterNanos) {
    this.emptyAfterNanos = emptyAfterNanos;
  }

  /// Hears of a list.
  ///
  /// @param memoryLost whether its source lost its memory since the list before
  void hear(Map<String, Instance> list, boolean memoryLost, long nowNanos) {
    listed = list;
    dropped = false;
    if (!list.isEmpty()) {
      emptySinceNanos = NEVER;
    } else if (emptySinceNanos == NEVER) {
      emptySinceNanos = nowNanos;
    }
    if (memoryLost || doubts) {
      forgottenSinceNanos = nowNanos;
      doubts = false;
    }
    review(nowNanos);
  }

  /// Nothing was heard for a while: whoever is held now is held anew from the next list on.
  void doubt() {
    emptySinceNanos = NEVER;
    doubts = forgottenSinceNanos != NEVER;
  }

  private void review(long nowNanos) {
    if (holdsUntil(nowNanos) > nowNanos) {
      Map<String, Instance> all = new LinkedHashMap<>(heeded);
      all.putAll(listed);
      heeded = all;
    } else {
      heeded = listed;
      forgottenSinceNanos = NEVER;
    }
  }

  /// Until when nobody leaves; `nowNanos` or earlier if nobody is held.
  long holdsUntil(long nowNanos) {
    long empty = emptySinceNanos == NEVER ? nowNanos : emptySinceNanos + emptyAfterNanos;
    long forgotten =
        forgottenSinceNanos == NEVER ? nowNanos : forgottenSinceNanos + emptyAfterNanos;
    return Math.max(empty, forgotten);
  }

  /// Nobody is a member any more, until the next list is heard.
  void drop() {
    dropped = true;
    heeded = Map.of();
  }

  boolean dropped() {
    return dropped;
  }

  /// The members, by id.
  Map<String, Instance> heeded() {
    return heeded;
  }

  /// Those that the source lists, by id.
  Map<String, Instance> listed() {
    return listed;
  }
}
