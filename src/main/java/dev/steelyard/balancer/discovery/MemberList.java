package dev.steelyard.balancer.discovery;

/// Whose members are discovered; a balancer's are `BalancerMembers`.
@FunctionalInterface
public interface MemberList {
  /// Takes over what changed, all of it at once. Called on the Timeline's thread.
  void change(Difference difference);
}
