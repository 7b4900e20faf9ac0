package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Truth;
import java.util.List;

/// One node at one moment: what is true of it and what the balancer believes.
///
/// @param weight its weight, 1 or more
/// @param expectedShare the share of the attempts that the strategy would give it if all nodes that
///   are there were alike and up, 0 to 1; 0 for one that is not there or drains
/// @param presence whether it is there
/// @param belief what the balancer believes; of several, up if all say so, and else what most of
///   the others say; without meaning while no balancer has it as a member
/// @param reason why it came to believe that; empty at the start
/// @param truth what is really the matter
/// @param faults the faults that are on, in the order in which they began
/// @param workers how many requests it can serve at once
/// @param inFlight attempts that the balancer has sent and not seen end
/// @param working requests that the node's workers serve
/// @param queued requests that wait in the node
/// @param connections open connections of the traffic to it, idle ones included
/// @param run since the warm-up ended; its latency is read once a second
public record NodeFrame(
    String id,
    int weight,
    double expectedShare,
    Presence presence,
    NodeState belief,
    String reason,
    Truth truth,
    List<Fault> faults,
    int workers,
    int inFlight,
    int working,
    int queued,
    int connections,
    NodeWindow lastSecond,
    NodeWindow lastTen,
    NodeWindow run) {
  public NodeFrame {
    faults = List.copyOf(faults);
  }
}
