package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Takes, of all candidates, the one with the lowest average response time and the fewest requests
/// in flight, by weight.
///
/// What is compared is `average x (in flight + 1) / weight`; equals are drawn at random, and a slow
/// start scales the weight. Without the requests in flight everybody would run to the fastest node
/// until its answers became slow.
///
/// The average is an exponentially weighted one over time: `a = rtt (1 - w) + a w` with `w =
/// exp(-dt / decay)`, where dt is the time since the node's last answer; the first answer is its
/// average. An average without a new answer for longer than `decay` is forgotten. A node without
/// one, because it is new or was forgotten, counts as if it were as fast as the fastest candidate:
/// so it is tried at once, and its own requests in flight keep it from being overrun. If nobody has
/// an average, this is least connections.
///
/// A failed attempt counts as {@link ResponseTimes#failurePenalty}, or as the time that it took if
/// that was longer, so a node that refuses quickly does not look fast. One that was called off
/// counts by the time that it had lasted, if that is above the average: it is slower than that, and
/// nobody knows by how much.
///
/// Source: nginx plus, `least_time last_byte inflight`: least average response time and least
/// active connections, by weights. How it joins the two, and how its average decays, is not
/// published; it keeps failing nodes away by `max_fails` rather than by what a failure counts as.
final class LeastResponseTime implements Strategy {
  private static final double NANOS_IN_A_MILLI = 1e6;
  private static final double UNKNOWN = -1;

  private final ResponseTimes times;
  private final long decayNanos;
  private final RandomGenerator random;
  private final PerNode<Average> averages = new PerNode<>(node -> new Average());
  private final LoadRow loads = new LoadRow();

  LeastResponseTime(ResponseTimes times, RandomGenerator random) {
    this.times = times;
    this.decayNanos = times.decay().toNanos();
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return candidates.get(least(candidates, nowNanos)).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    Node chosen = choose(candidates, request, nowNanos).node();
    return loads.explained(
        candidates, chosen, "average response time in ms x (in flight + 1) / weight", Ties.RANDOM);
  }

  @Override
  public void attemptEnded(Node node, Outcome outcome, long latencyNanos, long nowNanos) {
    averages
        .of(node)
        .observe(times.countedNanos(outcome, latencyNanos) / NANOS_IN_A_MILLI, nowNanos);
  }

  @Override
  public void attemptCalledOff(Node node, long lastedNanos, long nowNanos) {
    double lastedMillis = lastedNanos / NANOS_IN_A_MILLI;
    Average average = averages.of(node);
    if (!average.isKnown(nowNanos) || lastedMillis > average.millis) {
      average.observe(lastedMillis, nowNanos);
    }
  }

  private int least(Candidates candidates, long nowNanos) {
    int size = candidates.size();
    loads.clear(size);
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      Average average = averages.of(candidates.get(i));
      if (average.isKnown(nowNanos)) {
        loads.set(i, average.millis);
        fastest = Math.min(fastest, average.millis);
      } else {
        loads.set(i, UNKNOWN);
      }
    }
    double ofTheUnknown = fastest == Double.POSITIVE_INFINITY ? 1 : fastest;
    for (int i = 0; i < size; i++) {
      double millis = loads.get(i) == UNKNOWN ? ofTheUnknown : loads.get(i);
      loads.set(i, millis * LoadMetric.IN_FLIGHT.of(candidates.get(i), nowNanos));
    }
    return loads.least(size, Ties.RANDOM, random);
  }

  private final class Average {
    boolean seen;
    double millis;
    long seenNanos;

    boolean isKnown(long nowNanos) {
      return seen && nowNanos - seenNanos <= decayNanos;
    }

    void observe(double sampleMillis, long nowNanos) {
      double kept =
          isKnown(nowNanos)
              ? Math.exp(-Math.max(0, nowNanos - seenNanos) / (double) decayNanos)
              : 0;
      millis = sampleMillis * (1 - kept) + millis * kept;
      seen = true;
      seenNanos = nowNanos;
    }
  }
}
