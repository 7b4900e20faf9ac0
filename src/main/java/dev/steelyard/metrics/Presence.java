package dev.steelyard.metrics;

/// Whether a node is there: whether its process runs, and who sends it traffic.
///
/// @param balancers how many balancers have it as a member, those included that let it drain
/// @param running whether its process runs; a node that was killed by a fault counts as running,
///   for that is a matter of its faults
public record Presence(int balancers, boolean running) {
  /// Whether any balancer has it as a member. Else nobody believes anything of it.
  public boolean member() {
    return balancers > 0;
  }
}
