package dev.steelyard.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The results of a run: what summary.json holds, without the claims.
///
/// @param measuredSeconds how long was measured: the duration without the warm-up
/// @param requests the requests that began in that time, followed to their end
/// @param attempts their attempts
/// @param latency of those that succeeded, from the intended send time
/// @param meanHalfWidthNanos how far the mean latency may be from the true one, 95 % sure, by batch
///   means; empty if the run is too short to tell
/// @param failures how many of the failed requests failed in which way, by label, in the order of
///   the labels; the common labels are always there
/// @param fairness Jain's index over share / expected share, from 1 / n to 1
/// @param generatorLagNanos how late the generator was at worst
/// @param pools what came to each pool; empty if there is only one and no gateway
/// @param discovery the figures of discovery, if there is some
public record Summary(
    String scenario,
    String world,
    long seed,
    String strategy,
    double measuredSeconds,
    Requests requests,
    Attempts attempts,
    Latency latency,
    OptionalDouble meanHalfWidthNanos,
    Map<String, Long> failures,
    List<NodeSummary> nodes,
    List<Transition> transitions,
    double fairness,
    long generatorLagNanos,
    List<PoolSummary> pools,
    Optional<DiscoverySummary> discovery) {
  public Summary {
    pools = List.copyOf(pools);
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures)); // Keeps the order.
    nodes = List.copyOf(nodes);
    transitions = List.copyOf(transitions);
  }

  /// The results of a run with one pool and without discovery.
  public Summary(
      String scenario,
      String world,
      long seed,
      String strategy,
      double measuredSeconds,
      Requests requests,
      Attempts attempts,
      Latency latency,
      OptionalDouble meanHalfWidthNanos,
      Map<String, Long> failures,
      List<NodeSummary> nodes,
      List<Transition> transitions,
      double fairness,
      long generatorLagNanos) {
    this(
        scenario,
        world,
        seed,
        strategy,
        measuredSeconds,
        requests,
        attempts,
        latency,
        meanHalfWidthNanos,
        failures,
        nodes,
        transitions,
        fairness,
        generatorLagNanos,
        List.of(),
        Optional.empty());
  }

  /// What came to one pool; what a gateway refused came to none.
  ///
  /// @param latency of the requests that succeeded, from the intended send time
  public record PoolSummary(
      String id, long generated, long succeeded, long failed, Latency latency) {}

  /// Requests by how they ended.
  public record Requests(
      long generated, long succeeded, long failed, long inFlight, double perSecond) {}

  /// Attempts by why they were made.
  ///
  /// @param cancelled those that were called off since another one of their request was answered
  ///   first
  /// @param refusedByBudget retries and hedges that a retry budget or throttle refused, which are
  ///   no attempts
  /// @param misrouted those that were sent to a node whose process did not run, or that was in no
  ///   registry though there is one
  public record Attempts(
      long total,
      long first,
      long retries,
      long hedges,
      long cancelled,
      long refusedByBudget,
      long misrouted) {}

  /// One node's part.
  ///
  /// @param share of all attempts, 0 to 1
  /// @param expectedShare what the strategy would give it if all nodes were alike and up; of a node
  ///   that came or went, over the attempts that were made while it was there
  /// @param latency of the attempts that succeeded
  /// @param meanInFlight attempts in flight to it, averaged over the measured time
  /// @param utilization the share of its workers' time in which they worked, 0 to 1
  /// @param misrouted attempts that were sent to it while it was not there
  /// @param memberSeconds how much of the measured time it was a member of some balancer
  /// @param connections open connections of the traffic to it at the end, idle ones included
  public record NodeSummary(
      String id,
      long attempts,
      double share,
      double expectedShare,
      long succeeded,
      long failed,
      Latency latency,
      double meanInFlight,
      double utilization,
      long misrouted,
      double memberSeconds,
      int connections) {}

  /// What discovery did in the measured time.
  ///
  /// @param expiredLeases leases that ran out
  /// @param worstStaleSeconds the longest that a balancer was cut off from its source at a time
  /// @param worstLagSeconds the longest that a balancer's list was another than the registry's
  /// @param leaseDetectionSeconds the longest from the death of a node's process to the end of its
  ///   lease; empty if no lease ended so
  /// @param checkDetectionSeconds the longest from the death of a node's process to when a
  ///   balancer's checks found out; empty if none did
  public record DiscoverySummary(
      long expiredLeases,
      double worstStaleSeconds,
      double worstLagSeconds,
      OptionalDouble leaseDetectionSeconds,
      OptionalDouble checkDetectionSeconds) {}

  /// A change of what a balancer believes of a node, from one state to another; or the node joined,
  /// from `absent` to `joined`, or is out, from `draining` to `left`.
  ///
  /// @param balancer which one, from 1; empty if there is only one
  public record Transition(
      double atSeconds, String node, String from, String to, String reason, OptionalInt balancer) {
    /// A change of what the only balancer believes.
    public Transition(double atSeconds, String node, String from, String to, String reason) {
      this(atSeconds, node, from, to, reason, OptionalInt.empty());
    }
  }
}
