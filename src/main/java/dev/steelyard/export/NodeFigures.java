package dev.steelyard.export;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;

/// The counters and histograms of one node, at hand so that no labels are looked up for an attempt.
final class NodeFigures {
  private static final double NANOS_PER_SECOND = 1e9;

  private final OutcomeCounters first;
  private final OutcomeCounters retries;
  private final OutcomeCounters hedges;
  private final OutcomeCounters probes;
  private final Counter transitions;
  private final Results seconds;

  NodeFigures(
      String id, Counter attempts, Histogram attemptSeconds, Counter probes, Counter transitions) {
    this.transitions = transitions;
    this.first = attempts(id, AttemptKind.FIRST, attempts);
    this.retries = attempts(id, AttemptKind.RETRY, attempts);
    this.hedges = attempts(id, AttemptKind.HEDGE, attempts);
    this.probes = new OutcomeCounters(outcome -> probes.labelValues(id, outcome));
    this.seconds =
        new Results(
            attemptSeconds.labelValues(id, "success"), attemptSeconds.labelValues(id, "failure"));
  }

  void attemptEnded(AttemptKind kind, Outcome outcome, long latencyNanos) {
    OutcomeCounters ofKind =
        switch (kind) {
          case FIRST -> first;
          case RETRY -> retries;
          case HEDGE -> hedges;
        };
    ofKind.count(outcome);
    if (outcome != Failure.CANCELLED) {
      seconds.observe(outcome, latencyNanos / NANOS_PER_SECOND);
    }
  }

  void probeEnded(Outcome outcome) {
    probes.count(outcome);
  }

  void stateChanged(Event.NodeStateChanged change) {
    transitions.labelValues(change.node(), change.from().word(), change.to().word()).inc();
  }

  private static OutcomeCounters attempts(String id, AttemptKind kind, Counter attempts) {
    String word = RunFigures.word(kind);
    return new OutcomeCounters(outcome -> attempts.labelValues(id, word, outcome));
  }

  /// Durations of what succeeded and of what failed, which are never to be mixed: a refused
  /// connection is quick.
  record Results(DistributionDataPoint success, DistributionDataPoint failure) {
    void observe(Outcome outcome, double seconds) {
      (outcome.succeeded() ? success : failure).observe(seconds);
    }
  }
}
