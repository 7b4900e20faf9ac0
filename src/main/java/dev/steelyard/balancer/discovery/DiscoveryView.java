package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.event.DiscoveryState;
import java.util.List;
import java.util.OptionalLong;

/// What one balancer believes of a service's members at one time, for whoever shows it.
///
/// @param source what it learns from, in a few words
/// @param sinceNanos when it came into this state
/// @param reason why, in a few words
/// @param staleSinceNanos since when it has been cut off; empty if it is not
/// @param epoch names the memory that the revision counts in
/// @param revision of the list that it has, 0 if none
/// @param members the ids of those that it works with, in order
/// @param held the ids among them that the source lists no more, but that do not leave yet
/// @param confirmedNanos when the source was last heard of
/// @param lagNanos how long the last change that a watch told was on its way, 0 if there was none
/// @param failures vain tries since it was last in contact
public record DiscoveryView(
    long atNanos,
    String service,
    String source,
    DiscoveryState state,
    long sinceNanos,
    String reason,
    OptionalLong staleSinceNanos,
    long epoch,
    long revision,
    List<String> members,
    List<String> held,
    long confirmedNanos,
    long lagNanos,
    int failures) {
  public DiscoveryView {
    members = List.copyOf(members);
    held = List.copyOf(held);
  }

  /// Whether the list is one from before it was cut off.
  public boolean stale() {
    return state.stale();
  }
}
