package dev.steelyard.scenario;

import java.util.List;

/// What lies around the balancers of a scenario: how the nodes are parted into pools, and how they
/// come and go.
///
/// @param pools the pools that have settings of their own; others have those of the scenario
/// @param membership which nodes come and go, in any order
public record Services(List<PoolSpec> pools, List<MembershipChange> membership) {
  /// One pool, whose nodes stay.
  public static final Services PLAIN = new Services(List.of(), List.of());

  public Services {
    pools = List.copyOf(pools);
    membership = List.copyOf(membership);
  }
}
