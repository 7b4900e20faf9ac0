package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes the candidate with the fewest requests in flight for its weight.
///
/// Equals are drawn at random. Taking the first of them instead sends all idle-time traffic to the
/// first node; the switch is there to show just that.
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
    return candidates.get(least(candidates, nowNanos)).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    int best = least(candidates, nowNanos);
    return loads.explained(candidates, best, LoadMetric.IN_FLIGHT.words(), ties);
  }

  private int least(Candidates candidates, long nowNanos) {
    int size = candidates.size();
    loads.clear(size);
    for (int i = 0; i < size; i++) {
      loads.set(i, LoadMetric.IN_FLIGHT.of(candidates.get(i), nowNanos));
    }
    return loads.least(size, ties, random);
  }
}
