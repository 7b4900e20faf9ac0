package dev.steelyard.balancer.event;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;

/// Something that happened in the balancer. Events hold ids and values, never live objects, so they
/// may be kept and handed to other threads.
public sealed interface Event {
  /// When it happened, on the Timeline.
  long atNanos();

  /// A request came in.
  ///
  /// @param request its id
  /// @param intendedNanos when it should have been sent; its latency counts from here
  record RequestStarted(long atNanos, long request, long intendedNanos) implements Event {}

  /// A node was chosen for an attempt of a traced request; the attempt starts right after.
  ///
  /// @param number 1 for the first attempt of the request, then 2, 3, ...
  record NodeChosen(long atNanos, long request, int number, Explanation explanation)
      implements Event {}

  /// A request was sent to a node.
  ///
  /// @param number 1 for the first attempt of the request, then 2, 3, ...
  /// @param slot a small number of the node, from 0, which a later node may take over: for whoever
  ///   keeps something for each node in an array
  record AttemptStarted(
      long atNanos, long request, int number, AttemptKind kind, String node, int slot)
      implements Event {}

  /// An attempt ended. Its node may be in use for another attempt already.
  ///
  /// @param slot a small number of the node, as for its start
  /// @param latencyNanos from sending to the last byte, or to the failure
  record AttemptEnded(
      long atNanos,
      long request,
      int number,
      String node,
      int slot,
      Outcome outcome,
      long latencyNanos)
      implements Event {}

  /// A further attempt was not made, though the last one failed or took long.
  ///
  /// @param kind the kind that it would have been
  /// @param reason why not
  record AttemptWithheld(long atNanos, long request, AttemptKind kind, Reason reason)
      implements Event {}

  /// A request ended; no attempt of it is in flight any more.
  ///
  /// @param attempts how many attempts it took, 0 if no node was left
  /// @param latencyNanos from the intended send time, retries included
  record RequestEnded(long atNanos, long request, Outcome outcome, int attempts, long latencyNanos)
      implements Event {}

  /// A health check of a node ended.
  record ProbeEnded(long atNanos, String node, boolean passed, Outcome outcome, long latencyNanos)
      implements Event {}

  /// What the balancer believes of a node changed.
  ///
  /// @param reason why, in a few words: `2 failed checks, the last: refused`
  record NodeStateChanged(long atNanos, String node, NodeState from, NodeState to, String reason)
      implements Event {}

  /// The balancer began or ceased to send to all members whatever their health, since too few seem
  /// healthy.
  ///
  /// @param panic whether it does so from now on
  /// @param healthy members that seem healthy
  /// @param members those that count: neither draining nor warming up
  record PanicChanged(long atNanos, boolean panic, int healthy, int members) implements Event {}

  /// A node became a member while the balancer runs. Where nodes are checked, it passes its warm-up
  /// probes before its first request.
  ///
  /// @param weight its weight, 1 to 1000
  record MemberJoined(long atNanos, String node, int weight) implements Event {}

  /// A node is no member any more: what was in flight there has ended.
  record MemberLeft(long atNanos, String node) implements Event {}

  /// The balancer's settings changed while it runs.
  ///
  /// @param setting the field, as in a scenario file: `balancer.strategy`
  /// @param value what it is now, in words
  record SettingChanged(long atNanos, String setting, String value) implements Event {}

  /// Something happened to a lease in the registry.
  ///
  /// @param node the id of the instance that it is for
  record LeaseChanged(long atNanos, String service, String node, LeaseChange change)
      implements Event {}

  /// How a balancer stands to the source of its members changed.
  ///
  /// @param reason why, in a few words: `no answer within 1000 ms`
  record DiscoveryChanged(
      long atNanos, String service, DiscoveryState from, DiscoveryState to, String reason)
      implements Event {}
}
