package dev.steelyard.metrics;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.DiscoveryView;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.RegistryView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Discovery at one moment: what the registry holds, and what each balancer believes.
///
/// @param settings how nodes stay registered and how balancers learn of them
/// @param registry what the registry of this process holds; empty if the source is another
/// @param faults what is wrong with that registry, in the order in which it began
/// @param balancers what each balancer believes, by service and then by number
public record DiscoveryFrame(
    DiscoverySettings settings,
    Optional<RegistryView> registry,
    List<RegistryEffect> faults,
    List<Believer> balancers) {
  public DiscoveryFrame {
    faults = List.copyOf(faults);
    balancers = List.copyOf(balancers);
  }

  /// A balancer of a service.
  ///
  /// @param balancer its number, from 1
  /// @param differsSinceNanos since when its list is another than the registry's; empty if it is
  ///   the same, and if there is no registry in this process
  public record Believer(int balancer, DiscoveryView view, OptionalLong differsSinceNanos) {}
}
