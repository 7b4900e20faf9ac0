package dev.steelyard.metrics;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.metrics.Summary.Attempts;
import dev.steelyard.metrics.Summary.DiscoverySummary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.PoolSummary;
import dev.steelyard.metrics.Summary.Requests;
import dev.steelyard.statistics.Interval;
import dev.steelyard.theory.Jain;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The measured part of a run: the requests that begin in it, to their end.
final class Measurement {
  /// The failures that every summary names, even if there was none.
  private static final List<String> COMMON_FAILURES =
      List.of("refused", "timeout", "reset", "no-node", "breaker-open", "status-503");

  /// Those that it names besides where a gateway may refuse requests.
  private static final List<String> REFUSALS =
      Stream.of(Failure.NO_ROUTE, Failure.UNAUTHORIZED, Failure.RATE_LIMITED, Failure.TOO_LARGE)
          .map(Failure::label)
          .toList();

  private static final double NANOS = 1e9;

  private final Collection<NodeMeter> meters;
  private final Tally tally = new Tally();
  private final LatencyMeter latency = new LatencyMeter(LatencyMeter.RUN_DIGITS);
  private final Batches batches = new Batches();
  private Latency lastLatency = Latency.NONE;
  private boolean lastLatencyIsOld;
  private final Map<String, Long> failures = new TreeMap<>();
  private final Transitions transitions;
  private final Map<String, Usage> usageAtBegin = new HashMap<>();
  private final Map<String, Usage> usage = new HashMap<>();
  private final Map<String, Integer> connections = new HashMap<>();
  private boolean mayRefuse;
  private boolean open;
  private boolean over;
  private long firstRequest = Long.MAX_VALUE;
  private long lastRequest = Long.MIN_VALUE;
  private long beganNanos;
  private long endedNanos;
  private long worstLagNanos;

  Measurement(Collection<NodeMeter> meters, Transitions transitions) {
    this.meters = meters;
    this.transitions = transitions;
  }

  void begin(long nowNanos, Function<String, NodeLoad> loads) {
    open = true;
    beganNanos = nowNanos;
    for (NodeMeter meter : meters) {
      usageAtBegin.put(meter.id, Usage.of(meter, nowNanos, loads.apply(meter.id)));
    }
  }

  void end(long nowNanos, Function<String, NodeLoad> loads) {
    if (!open) {
      begin(nowNanos, loads);
    }
    open = false;
    over = true;
    endedNanos = nowNanos;
    for (NodeMeter meter : meters) {
      NodeLoad load = loads.apply(meter.id);
      Usage atBegin = usageAtBegin.getOrDefault(meter.id, Usage.NONE);
      usage.put(meter.id, Usage.of(meter, nowNanos, load).minus(atBegin));
      connections.put(meter.id, load.connections());
    }
  }

  /// There is a gateway, which may refuse requests.
  void mayRefuse() {
    mayRefuse = true;
  }

  boolean measures(long request) {
    return request >= firstRequest && request <= lastRequest;
  }

  void requestStarted(long request, long lagNanos) {
    if (open) {
      firstRequest = Math.min(firstRequest, request);
      lastRequest = Math.max(lastRequest, request);
      tally.generated++;
      worstLagNanos = Math.max(worstLagNanos, lagNanos);
    }
  }

  void attemptStarted(long request, AttemptKind kind) {
    if (measures(request)) {
      tally.attemptStarted(kind);
    }
  }

  void attemptEnded(long request, Outcome outcome) {
    if (outcome == Failure.CANCELLED && measures(request)) {
      tally.cancelled++;
    }
  }

  void attemptWithheld(long request, Reason reason) {
    if (reason.isOfLimit() && measures(request)) {
      tally.refusedByBudget++;
    }
  }

  void requestEnded(long request, Outcome outcome, long latencyNanos) {
    if (!measures(request)) {
      return;
    }
    if (outcome.succeeded()) {
      tally.succeeded++;
      latency.record(latencyNanos);
      batches.record(request - firstRequest, latencyNanos);
    } else {
      tally.failed++;
      failures.merge(outcome.label(), 1L, Long::sum);
    }
  }

  /// How many attempts were measured so far.
  long attempts() {
    return tally.attempts();
  }

  /// Up to when was measured: now, or when that ended.
  long endNanos(long nowNanos) {
    return over ? endedNanos : nowNanos;
  }

  /// How long was measured so far.
  double seconds(long nowNanos) {
    if (over) {
      return (endedNanos - beganNanos) / NANOS;
    }
    return open ? (nowNanos - beganNanos) / NANOS : 0;
  }

  /// The measured part so far; its latency is read once a second, since it costs too much for every
  /// frame.
  Window window(long nowNanos) {
    if (lastLatencyIsOld) {
      lastLatency = latency.latency();
      lastLatencyIsOld = false;
    }
    return tally.since(new Tally(), seconds(nowNanos), lastLatency);
  }

  /// A second is full.
  void turn() {
    lastLatencyIsOld = true;
  }

  Summary summary(
      Identity identity,
      ExpectedShares expected,
      List<PoolSummary> pools,
      Optional<DiscoverySummary> discovery) {
    double seconds = seconds(endedNanos);
    long attempts = tally.attempts();
    List<NodeSummary> nodes =
        meters.stream().map(meter -> node(meter, attempts, seconds, expected)).toList();
    return new Summary(
        identity.scenario(),
        identity.world(),
        identity.seed(),
        identity.strategy(),
        seconds,
        new Requests(
            tally.generated,
            tally.succeeded,
            tally.failed,
            tally.generated - tally.succeeded - tally.failed,
            seconds == 0 ? 0 : tally.generated / seconds),
        new Attempts(
            attempts,
            tally.first,
            tally.retries,
            tally.hedges,
            tally.cancelled,
            tally.refusedByBudget,
            meters.stream().mapToLong(meter -> meter.measured.misrouted).sum()),
        latency.latency(),
        halfWidthNanos(),
        failuresByLabel(),
        nodes,
        transitions.told(),
        fairness(nodes),
        worstLagNanos,
        pools,
        discovery);
  }

  private NodeSummary node(
      NodeMeter meter, long attempts, double seconds, ExpectedShares expected) {
    Usage used = usage.getOrDefault(meter.id, Usage.NONE);
    double nanos = seconds * NANOS;
    return new NodeSummary(
        meter.id,
        meter.measured.attempts,
        attempts == 0 ? 0 : (double) meter.measured.attempts / attempts,
        expected.measured(meter, attempts),
        meter.measured.succeeded,
        meter.measured.failed,
        meter.measuredLatency.latency(),
        nanos == 0 ? 0 : used.inFlightNanos / nanos,
        nanos == 0 ? 0 : used.busyNanos / nanos / meter.member().workers(),
        meter.measured.misrouted,
        used.memberNanos / NANOS,
        connections.getOrDefault(meter.id, 0));
  }

  private Map<String, Long> failuresByLabel() {
    Map<String, Long> all = new LinkedHashMap<>();
    COMMON_FAILURES.forEach(label -> all.put(label, 0L));
    if (mayRefuse) {
      REFUSALS.forEach(label -> all.put(label, 0L));
    }
    all.putAll(failures);
    return all;
  }

  private OptionalDouble halfWidthNanos() {
    return batches.mean(tally.generated).stream().mapToDouble(Interval::halfWidth).findFirst();
  }

  /// 1 if every node got what it should; those that should have got nothing do not count.
  private static double fairness(List<NodeSummary> nodes) {
    double[] parts =
        nodes.stream()
            .filter(node -> node.expectedShare() > 0)
            .mapToDouble(node -> node.share() / node.expectedShare())
            .toArray();
    return parts.length == 0 ? 1 : Jain.index(parts);
  }

  /// What was used of a node up to some moment.
  ///
  /// @param inFlightNanos attempts in flight, added up over time
  /// @param busyNanos time that its workers worked
  /// @param memberNanos time in which it was a member
  private record Usage(double inFlightNanos, double busyNanos, double memberNanos) {
    static final Usage NONE = new Usage(0, 0, 0);

    static Usage of(NodeMeter meter, long nowNanos, NodeLoad load) {
      return new Usage(
          meter.inFlightNanos(nowNanos), load.busyNanos(), meter.memberNanos(nowNanos));
    }

    Usage minus(Usage earlier) {
      return new Usage(
          inFlightNanos - earlier.inFlightNanos,
          busyNanos - earlier.busyNanos,
          memberNanos - earlier.memberNanos);
    }
  }
}
