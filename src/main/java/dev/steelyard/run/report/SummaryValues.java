package dev.steelyard.run.report;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.PoolSummary;
import dev.steelyard.scenario.claim.SummaryPaths;
import dev.steelyard.scenario.claim.Values;
import java.util.List;
import java.util.OptionalDouble;

/// The numbers of a summary by their paths in summary.json, and `transitions.NODE.STATE` for how
/// many times a node went to a state.
public final class SummaryValues implements Values {
  private static final String LATENCY = "latencyMillis.";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Summary summary;

  public SummaryValues(Summary summary) {
    this.summary = summary;
  }

  @Override
  public OptionalDouble of(String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    return switch (first) {
      case "measuredSeconds" -> number(rest, summary.measuredSeconds());
      case "fairness" -> number(rest, summary.fairness());
      case "generatorLagMillis" -> number(rest, summary.generatorLagNanos() / NANOS_PER_MILLI);
      case "requests" -> request(rest);
      case "attempts" -> attempt(rest);
      case "latencyMillis" ->
          rest.equals("meanHalfWidth95") ? halfWidth() : latency(rest, summary.latency());
      case "failures" ->
          rest.isEmpty()
              ? OptionalDouble.empty()
              : count(summary.failures().getOrDefault(rest, 0L));
      case "discovery" ->
          summary.discovery().map(found -> discovery(found, rest)).orElseGet(OptionalDouble::empty);
      case "nodes" -> node(rest);
      case "pools" -> pool(rest);
      case "transitions" -> transitions(rest);
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble halfWidth() {
    OptionalDouble nanos = summary.meanHalfWidthNanos();
    return nanos.isPresent() ? number("", nanos.getAsDouble() / NANOS_PER_MILLI) : nanos;
  }

  private OptionalDouble request(String field) {
    Summary.Requests requests = summary.requests();
    return switch (field) {
      case "generated" -> count(requests.generated());
      case "succeeded" -> count(requests.succeeded());
      case "failed" -> count(requests.failed());
      case "inFlight" -> count(requests.inFlight());
      case "perSecond" -> number("", requests.perSecond());
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble attempt(String field) {
    Summary.Attempts attempts = summary.attempts();
    return switch (field) {
      case "total" -> count(attempts.total());
      case "first" -> count(attempts.first());
      case "retries" -> count(attempts.retries());
      case "hedges" -> count(attempts.hedges());
      case "cancelled" -> count(attempts.cancelled());
      case "refusedByBudget" -> count(attempts.refusedByBudget());
      case "misrouted" -> count(attempts.misrouted());
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble discovery(Summary.DiscoverySummary discovery, String field) {
    return switch (field) {
      case "expiredLeases" -> count(discovery.expiredLeases());
      case "worstStaleSeconds" -> number("", discovery.worstStaleSeconds());
      case "worstLagSeconds" -> number("", discovery.worstLagSeconds());
      case "leaseDetectionSeconds" -> discovery.leaseDetectionSeconds();
      case "checkDetectionSeconds" -> discovery.checkDetectionSeconds();
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble node(String rest) {
    List<String> ids = summary.nodes().stream().map(NodeSummary::id).toList();
    return SummaryPaths.node(rest, ids)
        .map(id -> ofNode(summary.nodes().get(ids.indexOf(id)), rest.substring(id.length() + 1)))
        .orElseGet(OptionalDouble::empty);
  }

  private static OptionalDouble ofNode(NodeSummary node, String field) {
    return switch (field) {
      case "attempts" -> count(node.attempts());
      case "share" -> number("", node.share());
      case "expectedShare" -> number("", node.expectedShare());
      case "succeeded" -> count(node.succeeded());
      case "failed" -> count(node.failed());
      case "meanInFlight" -> number("", node.meanInFlight());
      case "utilization" -> number("", node.utilization());
      case "misrouted" -> count(node.misrouted());
      case "memberSeconds" -> number("", node.memberSeconds());
      case "connections" -> count(node.connections());
      default ->
          field.startsWith(LATENCY)
              ? latency(field.substring(LATENCY.length()), node.latency())
              : OptionalDouble.empty();
    };
  }

  private OptionalDouble pool(String rest) {
    List<String> ids = summary.pools().stream().map(PoolSummary::id).toList();
    return SummaryPaths.node(rest, ids)
        .map(id -> ofPool(summary.pools().get(ids.indexOf(id)), rest.substring(id.length() + 1)))
        .orElseGet(OptionalDouble::empty);
  }

  private static OptionalDouble ofPool(PoolSummary pool, String field) {
    return switch (field) {
      case "requests.generated" -> count(pool.generated());
      case "requests.succeeded" -> count(pool.succeeded());
      case "requests.failed" -> count(pool.failed());
      default ->
          field.startsWith(LATENCY)
              ? latency(field.substring(LATENCY.length()), pool.latency())
              : OptionalDouble.empty();
    };
  }

  private OptionalDouble transitions(String rest) {
    List<String> ids = summary.nodes().stream().map(NodeSummary::id).toList();
    return SummaryPaths.node(rest, ids)
        .map(id -> count(transitions(id, rest.substring(id.length() + 1))))
        .orElseGet(OptionalDouble::empty);
  }

  private long transitions(String node, String state) {
    return summary.transitions().stream()
        .filter(move -> move.node().equals(node) && move.to().equals(state))
        .count();
  }

  /// Without a single measurement there is no figure.
  private static OptionalDouble latency(String figure, Latency latency) {
    if (latency.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (figure) {
      case "mean" -> number("", latency.meanNanos() / NANOS_PER_MILLI);
      case "p50" -> number("", latency.p50Nanos() / NANOS_PER_MILLI);
      case "p90" -> number("", latency.p90Nanos() / NANOS_PER_MILLI);
      case "p99" -> number("", latency.p99Nanos() / NANOS_PER_MILLI);
      case "p999" -> number("", latency.p999Nanos() / NANOS_PER_MILLI);
      case "max" -> number("", latency.maxNanos() / NANOS_PER_MILLI);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble count(long value) {
    return OptionalDouble.of((double) value);
  }

  private static OptionalDouble number(String rest, double value) {
    return rest.isEmpty() && Double.isFinite(value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
