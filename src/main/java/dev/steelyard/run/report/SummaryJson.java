package dev.steelyard.run.report;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.run.Result;
import dev.steelyard.scenario.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The file `summary.json`: what scripts read. Fields keep their names and their order.
///
/// Latencies are in milliseconds to a thousandth; where nothing was measured they are `null`.
public final class SummaryJson {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double THOUSAND = 1e3;

  private SummaryJson() {}

  /// The whole file.
  public static String of(Result result) {
    Summary summary = result.summary();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", summary.scenario());
    fields.put("world", summary.world());
    fields.put("seed", summary.seed());
    fields.put("strategy", summary.strategy());
    fields.put("measuredSeconds", summary.measuredSeconds());
    fields.put("requests", requests(summary.requests()));
    fields.put("attempts", attempts(summary.attempts()));
    fields.put("latencyMillis", overall(summary));
    fields.put("failures", summary.failures());
    fields.put("nodes", summary.nodes().stream().map(SummaryJson::node).toList());
    if (!summary.pools().isEmpty()) {
      fields.put("pools", summary.pools().stream().map(SummaryJson::pool).toList());
    }
    fields.put("transitions", summary.transitions().stream().map(SummaryJson::transition).toList());
    fields.put("fairness", summary.fairness());
    fields.put("claims", result.claims().stream().map(SummaryJson::claim).toList());
    summary.discovery().ifPresent(found -> fields.put("discovery", discovery(found)));
    fields.put("generatorLagMillis", millis(summary.generatorLagNanos()));
    fields.put("expected", ExpectedJson.of(result));
    return JsonText.of(fields);
  }

  /// The interval that holds the true mean, 95 % sure, is `mean` give or take `meanHalfWidth95`.
  private static Map<String, Object> overall(Summary summary) {
    Map<String, Object> fields = latency(summary.latency());
    OptionalDouble halfWidth = summary.meanHalfWidthNanos();
    fields.put(
        "meanHalfWidth95", halfWidth.isPresent() ? millis(halfWidth.getAsDouble()) : Double.NaN);
    return fields;
  }

  private static Map<String, Object> requests(Summary.Requests requests) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("generated", requests.generated());
    fields.put("succeeded", requests.succeeded());
    fields.put("failed", requests.failed());
    fields.put("inFlight", requests.inFlight());
    fields.put("perSecond", requests.perSecond());
    return fields;
  }

  private static Map<String, Object> attempts(Summary.Attempts attempts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("total", attempts.total());
    fields.put("first", attempts.first());
    fields.put("retries", attempts.retries());
    fields.put("hedges", attempts.hedges());
    fields.put("cancelled", attempts.cancelled());
    fields.put("refusedByBudget", attempts.refusedByBudget());
    fields.put("misrouted", attempts.misrouted());
    return fields;
  }

  private static Map<String, Object> latency(Latency latency) {
    boolean none = latency.isEmpty();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mean", none ? Double.NaN : millis(latency.meanNanos()));
    fields.put("p50", none ? Double.NaN : millis(latency.p50Nanos()));
    fields.put("p90", none ? Double.NaN : millis(latency.p90Nanos()));
    fields.put("p99", none ? Double.NaN : millis(latency.p99Nanos()));
    fields.put("p999", none ? Double.NaN : millis(latency.p999Nanos()));
    fields.put("max", none ? Double.NaN : millis(latency.maxNanos()));
    return fields;
  }

  private static Map<String, Object> node(Summary.NodeSummary node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", node.id());
    fields.put("attempts", node.attempts());
    fields.put("share", node.share());
    fields.put("expectedShare", node.expectedShare());
    fields.put("succeeded", node.succeeded());
    fields.put("failed", node.failed());
    fields.put("latencyMillis", latency(node.latency()));
    fields.put("meanInFlight", node.meanInFlight());
    fields.put("utilization", node.utilization());
    fields.put("misrouted", node.misrouted());
    fields.put("memberSeconds", node.memberSeconds());
    fields.put("connections", node.connections());
    return fields;
  }

  private static Map<String, Object> pool(Summary.PoolSummary pool) {
    Map<String, Object> requests = new LinkedHashMap<>();
    requests.put("generated", pool.generated());
    requests.put("succeeded", pool.succeeded());
    requests.put("failed", pool.failed());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", pool.id());
    fields.put("requests", requests);
    fields.put("latencyMillis", latency(pool.latency()));
    return fields;
  }

  private static Map<String, Object> transition(Summary.Transition transition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("atSeconds", transition.atSeconds());
    fields.put("node", transition.node());
    fields.put("from", transition.from());
    fields.put("to", transition.to());
    fields.put("reason", transition.reason());
    transition.balancer().ifPresent(balancer -> fields.put("balancer", balancer));
    return fields;
  }

  private static Map<String, Object> discovery(Summary.DiscoverySummary discovery) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("expiredLeases", discovery.expiredLeases());
    fields.put("worstStaleSeconds", discovery.worstStaleSeconds());
    fields.put("worstLagSeconds", discovery.worstLagSeconds());
    fields.put("leaseDetectionSeconds", discovery.leaseDetectionSeconds().orElse(Double.NaN));
    fields.put("checkDetectionSeconds", discovery.checkDetectionSeconds().orElse(Double.NaN));
    return fields;
  }

  private static Map<String, Object> claim(Result.CheckedClaim claim) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", claim.text());
    fields.put("holds", claim.holds());
    fields.put("condition", claim.condition());
    return fields;
  }

  static double millis(long nanos) {
    return millis((double) nanos);
  }

  static double millis(double nanos) {
    return Math.round(nanos / NANOS_PER_MICRO) / THOUSAND;
  }
}
