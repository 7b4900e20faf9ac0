package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Listing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Counts revisions for a source that has none of its own: each list that differs from the one
/// before is the next one.
final class Versions {
  private static final long EPOCH = 1;

  private List<Instance> latest = List.of();
  private long revision = 1;

  synchronized Listing of(List<Instance> instances, Optional<Duration> validFor) {
    if (!instances.equals(latest)) {
      latest = instances;
      revision++;
    }
    return new Listing(EPOCH, revision, instances, validFor);
  }
}
