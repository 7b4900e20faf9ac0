package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.InFlightOrder;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes the candidate with the fewest requests in flight for its weight.
///
/// Equals are drawn at random. Taking the first of them instead sends all idle-time traffic to the
/// first node; the switch is there to show just that. A slow start scales the weight.
///
/// A pick looks at one node of each weight, by {@link InFlightOrder}. It looks at all candidates
/// during slow starts, for retries, and when ties go to the first.
///
/// Source: HAProxy `leastconn`, nginx `least_conn`.
final class LeastConnections implements Strategy {
  private final Ties ties;
  private final RandomGenerator random;
  private final LoadRow loads = new LoadRow();

  LeastConnections(Ties ties, RandomGenerator random) {
    this.ties = ties;
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    if (ties == Ties.RANDOM && !candidates.slowStarting()) {
      InFlightOrder order = candidates.inFlightOrder();
      if (order != null) {
        return order.least(random).chosen();
      }
    }
    weigh(candidates, nowNanos);
    return candidates.get(loads.least(candidates.size(), ties, random)).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    Node chosen = choose(candidates, request, nowNanos).node();
    weigh(candidates, nowNanos);
    return loads.explained(candidates, chosen, LoadMetric.IN_FLIGHT.words(), ties);
  }

  private void weigh(Candidates candidates, long nowNanos) {
    loads.clear(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      loads.set(i, LoadMetric.IN_FLIGHT.of(candidates.get(i), nowNanos));
    }
  }
}
