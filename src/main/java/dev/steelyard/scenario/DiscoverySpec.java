package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.PlannedRegistryFault;
import dev.steelyard.traffic.Distribution;
import java.util.List;

/// How balancers learn of nodes in a scenario.
///
/// @param latency of the way to the registry of this process, there and back together
/// @param faults the timeline of what is wrong with that registry
public record DiscoverySpec(
    DiscoverySettings settings, Distribution latency, List<PlannedRegistryFault> faults) {
  public DiscoverySpec {
    faults = List.copyOf(faults);
  }
}
