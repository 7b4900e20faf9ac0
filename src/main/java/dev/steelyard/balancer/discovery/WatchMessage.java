package dev.steelyard.balancer.discovery;

import java.util.List;

/// What comes along a watch: first {@link Opened}, then any number of {@link Changed}, and at the
/// end, unless the watch dies silently or is called off, one of the others.
public sealed interface WatchMessage {
  /// The watch is open.
  record Opened() implements WatchMessage {}

  /// Something changed.
  ///
  /// @param changes in the order of their revisions, not empty
  record Changed(List<Change> changes) implements WatchMessage {
    public Changed {
      changes = List.copyOf(changes);
    }
  }

  /// The changes that were asked for are remembered no more; the watch is closed. Whoever watches
  /// has to fetch the list and watch from its revision.
  ///
  /// @param compactedRevision the earliest revision that a watch may begin with now
  record Compacted(long compactedRevision) implements WatchMessage {}

  /// The list is another one, and what changed is not known: the source tells no changes, or it is
  /// not the one whose revision was named. The watch is closed; the list has to be fetched.
  ///
  /// @param reason in a few words
  record Invalidated(String reason) implements WatchMessage {}

  /// The watch is closed, since it could not be opened or the connection broke.
  ///
  /// @param reason in a few words
  record Ended(String reason) implements WatchMessage {}
}
