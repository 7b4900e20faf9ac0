package dev.steelyard.run.series;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import java.util.function.ToDoubleFunction;

/// A figure by which runs are compared.
public enum Measure {
  MEAN("meanMillis", "mean", Unit.MILLIS, true, latency(Latency::meanNanos)),
  P50("p50Millis", "p50", Unit.MILLIS, true, latency(Latency::p50Nanos)),
  P99("p99Millis", "p99", Unit.MILLIS, true, latency(Latency::p99Nanos)),
  /// Of the requests that ended.
  SUCCESS("successRatio", "success", Unit.RATIO, false, Measure::success),
  RETRIES("retries", "retries", Unit.COUNT, true, run -> run.attempts().retries()),
  /// Jain's index over share / expected share.
  FAIRNESS("fairness", "fairness", Unit.INDEX, false, Summary::fairness),
  /// Averaged over the nodes.
  UTILIZATION("utilization", "utilization", Unit.RATIO, true, Measure::meanUtilization);

  /// What the numbers are.
  public enum Unit {
    MILLIS,
    /// From 0 to 1.
    RATIO,
    COUNT,
    /// A number without a unit, from 0 to 1.
    INDEX
  }

  private final String id;
  private final String word;
  private final Unit unit;
  private final boolean lessIsBetter;
  private final ToDoubleFunction<Summary> figure;

  Measure(
      String id, String word, Unit unit, boolean lessIsBetter, ToDoubleFunction<Summary> figure) {
    this.id = id;
    this.word = word;
    this.unit = unit;
    this.lessIsBetter = lessIsBetter;
    this.figure = figure;
  }

  /// The name in JSON and CSV: `p99Millis`.
  public String id() {
    return id;
  }

  /// The name in tables: `p99`.
  public String word() {
    return word;
  }

  public Unit unit() {
    return unit;
  }

  /// Whether a run is better the smaller this is.
  public boolean lessIsBetter() {
    return lessIsBetter;
  }

  /// The figure of one run; not-a-number if there is none, as for latencies if nothing succeeded.
  public double of(Summary summary) {
    return figure.applyAsDouble(summary);
  }

  private static ToDoubleFunction<Summary> latency(ToDoubleFunction<Latency> nanos) {
    return run -> run.latency().isEmpty() ? Double.NaN : nanos.applyAsDouble(run.latency()) / 1e6;
  }

  private static double success(Summary run) {
    long ended = run.requests().succeeded() + run.requests().failed();
    return ended == 0 ? Double.NaN : (double) run.requests().succeeded() / ended;
  }

  private static double meanUtilization(Summary run) {
    return run.nodes().stream().mapToDouble(NodeSummary::utilization).average().orElse(Double.NaN);
  }
}
