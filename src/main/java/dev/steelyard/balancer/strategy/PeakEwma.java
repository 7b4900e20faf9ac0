package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// Draws two distinct candidates at random and takes the one whose recent response times, sensitive
/// to peaks, cost less.
///
/// A node's average jumps to a response time above it at once and comes down only with time: `e =
/// rtt (1 - w) + e w` with `w = exp(-dt / decay)`, where dt is the time since the node was last
/// looked at, by a pick or by an answer. A pick looks as if an answer of no time had just come, so
/// the average of a node fades while nobody asks it, and a node that was slow is tried again. What
/// is compared is `e (in flight + 1) / weight`; a slow start scales the weight. A node without
/// history (e = 0) costs nothing while it is idle and more than any node with history while an
/// answer is pending: each new node gets one request to show what it can do.
///
/// Finagle counts a failed attempt by the time that it took, so a node that fails fast attracts
/// traffic: the black hole. That is the default here. {@link ResponseTimes#failurePenalty} lets it
/// count as a slow answer instead. An attempt that was called off counts by the time that it had
/// lasted, as in Finagle: else a node whose hedges always win would seem faster and faster. Finagle
/// knows no weights in this place; with weights of 1 everything is as there.
///
/// Source: Finagle, `PeakEwma` with `P2C` (default decay 10 s).
final class PeakEwma implements Strategy {
  /// What a node without history costs while an answer is pending; about 39 hours, as in Finagle.
  private static final double PENALTY_MILLIS = (Long.MAX_VALUE >> 16) / 1e6;

  private static final double NANOS_IN_A_MILLI = 1e6;

  private final ResponseTimes times;
  private final double decayNanos;
  private final PerNode<Average> averages = new PerNode<>(node -> new Average());
  private final PowerOfTwo pick;

  PeakEwma(ResponseTimes times, RandomGenerator random) {
    this.times = times;
    this.decayNanos = times.decay().toNanos();
    this.pick = new PowerOfTwo(PowerOfTwo.TWO, new Cost(), random);
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return pick.choose(candidates, request, nowNanos);
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    return pick.explain(candidates, request, nowNanos);
  }

  @Override
  public void attemptEnded(Node node, Outcome outcome, long latencyNanos, long nowNanos) {
    averages
        .of(node)
        .observe(times.countedNanos(outcome, latencyNanos) / NANOS_IN_A_MILLI, nowNanos);
  }

  @Override
  public void attemptCalledOff(Node node, long lastedNanos, long nowNanos) {
    averages.of(node).observe(lastedNanos / NANOS_IN_A_MILLI, nowNanos);
  }

  private final class Cost implements LoadMetric {
    @Override
    public double of(Node node, long nowNanos) {
      Average average = averages.of(node);
      average.observe(0, nowNanos);
      int pending = node.inFlight();
      double cost =
          average.millis == 0 && pending > 0
              ? PENALTY_MILLIS + pending
              : average.millis * (pending + 1);
      return cost / node.effectiveWeight(nowNanos);
    }

    @Override
    public String words() {
      return "peak average in ms x (in flight + 1) / weight";
    }
  }

  private final class Average {
    double millis;
    long lookedNanos;

    void observe(double sampleMillis, long nowNanos) {
      if (sampleMillis > millis) {
        millis = sampleMillis;
      } else if (nowNanos > lookedNanos) {
        double kept = Math.exp((lookedNanos - nowNanos) / decayNanos);
        millis = sampleMillis * (1 - kept) + millis * kept;
      }
      lookedNanos = nowNanos;
    }
  }
}
