package dev.steelyard.balancer.discovery;

/// What the registry answers a node.
public sealed interface LeaseReply {
  /// The instance is registered under this lease.
  record Granted(Lease lease) implements LeaseReply {}

  /// The lease was renewed, or given back: what was asked for is done.
  record Done() implements LeaseReply {}

  /// There is no such lease: it ran out, was replaced or given back, or the registry forgot it.
  record NoSuchLease() implements LeaseReply {}

  /// Nothing was done, or nobody knows whether it was.
  ///
  /// @param reason in a few words
  record NotDone(String reason) implements LeaseReply {}
}
