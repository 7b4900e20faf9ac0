package dev.steelyard.scenario;

import dev.steelyard.balancer.route.GatewaySettings;
import java.util.List;
import java.util.Optional;

/// What lies around the balancers of a scenario: how the nodes are parted into pools, and how they
/// come and go.
///
/// @param pools the pools that have settings of their own; others have those of the scenario
/// @param membership which nodes come and go, in any order
/// @param gateway what decides who may enter and to which pool; without it all traffic goes to the
///   first node's pool
/// @param discovery how balancers learn of nodes; without it they know of them at once
public record Services(
    List<PoolSpec> pools,
    List<MembershipChange> membership,
    Optional<GatewaySettings> gateway,
    Optional<DiscoverySpec> discovery) {
  /// One pool, whose nodes stay.
  public static final Services PLAIN =
      new Services(List.of(), List.of(), Optional.empty(), Optional.empty());

  public Services {
    pools = List.copyOf(pools);
    membership = List.copyOf(membership);
  }

  public Services withMembership(List<MembershipChange> changed) {
    return new Services(pools, changed, gateway, discovery);
  }

  public Services withGateway(GatewaySettings changed) {
    return new Services(pools, membership, Optional.of(changed), discovery);
  }

  public Services withDiscovery(DiscoverySpec changed) {
    return new Services(pools, membership, gateway, Optional.of(changed));
  }
}
