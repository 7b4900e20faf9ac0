package dev.steelyard.export;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.run.Observer;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is counted of one run, from its first request on: the warm-up that summaries leave out
/// counts here.
///
/// Hears and sees on the run's Timeline, and is read by any thread.
final class RunFigures implements Observer {
  /// From 1 ms, below which loopback answers, to 30 s, above which nobody waits.
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final FrameGauges gauges;

  private final Counter started =
      counter("steelyard_requests_started_total", "Requests that came in.");
  private final Counter requests =
      counter("steelyard_requests_total", "Requests that ended.", "outcome");
  private final Counter attempts =
      counter("steelyard_attempts_total", "Attempts that ended.", "node", "kind", "outcome");
  private final Counter withheld =
      counter(
          "steelyard_attempts_withheld_total",
          "Further attempts that were not made though the last one failed or took long.",
          "kind",
          "reason");
  private final Counter probes =
      counter("steelyard_probes_total", "Active health checks that ended.", "node", "outcome");
  private final Counter transitions =
      counter(
          "steelyard_node_transitions_total",
          "Changes of what a balancer believes of a node.",
          "node",
          "from",
          "to");
  private final Counter members =
      counter(
          "steelyard_member_changes_total",
          "Nodes that became members of a balancer or left it, while it ran.",
          "change");
  private final Counter leases =
      counter(
          "steelyard_lease_changes_total",
          "What happened to leases in the registry.",
          "service",
          "change");
  private final Counter discovery =
      counter(
          "steelyard_discovery_transitions_total",
          "Changes of how a balancer stands to the source of its members.",
          "service",
          "to");
  private final Histogram requestSeconds =
      histogram(
          "steelyard_request_duration_seconds",
          "Time from the intended send time of a request to its end, retries included.",
          "result");
  private final Histogram attemptSeconds =
      histogram(
          "steelyard_attempt_duration_seconds",
          "Time from sending an attempt to its end; those that were called off are left out.",
          "node",
          "result");

  private final OutcomeCounters outcomes = new OutcomeCounters(requests::labelValues);
  private final NodeFigures.Results results =
      new NodeFigures.Results(
          requestSeconds.labelValues("success"), requestSeconds.labelValues("failure"));
  private final Map<String, NodeFigures> nodes = new HashMap<>();
  private final Hedges hedges = new Hedges();

  RunFigures(Scenario scenario) {
    gauges =
        new FrameGauges(
            scenario.nodes().stream().collect(Collectors.toMap(NodeSpec::id, NodeSpec::pool)));
    registry.register(gauges);
    Info.builder()
        .name("steelyard_scenario_info")
        .help("The scenario that is played; always 1.")
        .labelNames("scenario")
        .register(registry)
        .setLabelValues(scenario.id());
  }

  MetricSnapshots collect() {
    return registry.scrape();
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.RequestStarted start -> started.inc();
      case Event.AttemptStarted start -> hedges.attemptStarted(start);
      case Event.AttemptEnded end ->
          node(end.node()).attemptEnded(hedges.kindOf(end), end.outcome(), end.latencyNanos());
      case Event.AttemptWithheld(long at, long request, AttemptKind kind, Reason reason) ->
          withheld.labelValues(word(kind), word(reason)).inc();
      case Event.RequestEnded(long at, long request, Outcome outcome, int tries, long latency) -> {
        outcomes.count(outcome);
        results.observe(outcome, latency / NANOS_PER_SECOND);
      }
      case Event.ProbeEnded probe -> node(probe.node()).probeEnded(probe.outcome());
      case Event.NodeStateChanged change -> node(change.node()).stateChanged(change);
      case Event.MemberJoined joined -> members.labelValues("joined").inc();
      case Event.MemberLeft left -> members.labelValues("left").inc();
      case Event.LeaseChanged(long at, String service, String node, LeaseChange change) ->
          leases.labelValues(service, word(change)).inc();
      case Event.DiscoveryChanged change ->
          discovery.labelValues(change.service(), change.to().word()).inc();
      case Event.NodeChosen chosen -> {}
      case Event.PanicChanged change -> {}
      case Event.SettingChanged change -> {}
    }
  }

  /// Takes the gauges over, and forgets the nodes that no balancer has as a member any more.
  @Override
  public void saw(Frame frame) {
    List<NodeFrame> there =
        frame.nodes().stream().filter(node -> node.presence().member()).toList();
    gauges.show(frame, there);
    Set<String> gone = new HashSet<>(nodes.keySet());
    there.forEach(node -> gone.remove(node.id()));
    gone.forEach(this::forget);
  }

  private void forget(String node) {
    nodes.remove(node);
    attempts.removeIf(labels -> labels.getFirst().equals(node));
    attemptSeconds.removeIf(labels -> labels.getFirst().equals(node));
    probes.removeIf(labels -> labels.getFirst().equals(node));
    transitions.removeIf(labels -> labels.getFirst().equals(node));
  }

  private NodeFigures node(String id) {
    NodeFigures known = nodes.get(id);
    if (known == null) {
      known = new NodeFigures(id, attempts, attemptSeconds, probes, transitions);
      nodes.put(id, known);
    }
    return known;
  }

  /// A constant as it is written in labels: `not-retryable`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .unit(Unit.SECONDS)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .withoutExemplars()
        .register(registry);
  }
}
