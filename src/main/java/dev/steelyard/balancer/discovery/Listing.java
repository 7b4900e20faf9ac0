package dev.steelyard.balancer.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All instances of one service at one revision.
///
/// @param epoch names the memory that the revision counts in: a registry that lost its memory, or
///   another registry, has another one, and revisions of two epochs cannot be compared
/// @param revision the revision that this is the state of, 1 or more; a watch goes on from the next
/// @param instances no id twice, at most {@link Registry#MOST_INSTANCES}
/// @param validFor how long the source itself vouches for it, as the TTL of a DNS answer does;
///   empty if it does not say
public record Listing(
    long epoch, long revision, List<Instance> instances, Optional<Duration> validFor) {
  public Listing {
    instances = List.copyOf(instances);
    Allowed.check("revision", revision, 1, Long.MAX_VALUE);
    Allowed.check("instances", instances.size(), 0, Registry.MOST_INSTANCES);
    long ids = instances.stream().map(Instance::id).distinct().count();
    if (ids < instances.size()) {
      throw new IllegalArgumentException("instances: an id is there twice");
    }
  }

  /// The list of a source that vouches for no time.
  public Listing(long epoch, long revision, List<Instance> instances) {
    this(epoch, revision, instances, Optional.empty());
  }
}
