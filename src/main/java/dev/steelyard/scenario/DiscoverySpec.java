package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.PlannedRegistryFault;
import dev.steelyard.traffic.Distribution;
import java.util.List;
import java.util.Optional;

/// How balancers learn of nodes in a scenario.
///
/// @param latency of the way to the registry of this process, there and back together
/// @param faults the timeline of what is wrong with that registry
/// @param listen where other programs reach that registry over HTTP, in real time
public record DiscoverySpec(
    DiscoverySettings settings,
    Distribution latency,
    List<PlannedRegistryFault> faults,
    Optional<ListenAt> listen) {
  public DiscoverySpec {
    faults = List.copyOf(faults);
  }

  /// With a registry that only this process uses.
  public DiscoverySpec(
      DiscoverySettings settings, Distribution latency, List<PlannedRegistryFault> faults) {
    this(settings, latency, faults, Optional.empty());
  }
}
