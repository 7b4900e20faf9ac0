package dev.steelyard.export;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The gauges of the newest moment of a run, which are at most about a second old. They agree with
/// each other, and a node that is gone has none.
final class FrameGauges implements MultiCollector {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String NODE = "node";

  private final Map<String, String> pools;
  private volatile @Nullable Moment newest;

  /// @param pools the pool of each node that has one
  FrameGauges(Map<String, String> pools) {
    this.pools = Map.copyOf(pools);
  }

  /// Shows this moment from now on, of the nodes only these.
  void show(Frame frame, List<NodeFrame> nodes) {
    newest = new Moment(frame, nodes);
  }

  @Override
  public MetricSnapshots collect() {
    Moment moment = newest;
    if (moment == null) {
      return MetricSnapshots.of();
    }
    Frame frame = moment.frame;
    List<NodeFrame> nodes = moment.nodes;
    return MetricSnapshots.of(
        one(
            "steelyard_requests_in_flight",
            "Requests that have not ended.",
            (double) frame.books().inFlight()),
        one(
            "steelyard_panic",
            "1 while so few nodes seem healthy that all of them get traffic, else 0.",
            frame.panic() ? 1 : 0),
        GaugeSnapshot.builder()
            .name("steelyard_generator_lag_seconds")
            .unit(Unit.SECONDS)
            .help("How late generated requests were sent at worst during the last second.")
            .dataPoint(point(frame.generatorLagNanos() / NANOS_PER_SECOND, Labels.EMPTY))
            .build(),
        each(
            "steelyard_attempts_in_flight",
            "Attempts that were sent to the node and have not ended.",
            nodes,
            NodeFrame::inFlight),
        info(nodes),
        each("steelyard_node_weight", "The node's weight.", nodes, NodeFrame::weight),
        each(
            "steelyard_node_connections",
            "Open connections of the traffic to the node, idle ones included.",
            nodes,
            NodeFrame::connections),
        each(
            "steelyard_node_workers",
            "How many requests the node can serve at once.",
            nodes,
            NodeFrame::workers),
        each(
            "steelyard_node_busy_workers",
            "How many of the node's workers serve a request.",
            nodes,
            NodeFrame::working),
        each(
            "steelyard_node_queued_requests",
            "Requests that wait in the node for a worker.",
            nodes,
            NodeFrame::queued),
        oneOf(
            "steelyard_node_state",
            "What the balancer believes of the node: 1 for the state that it is in, else 0.",
            nodes,
            "state",
            NodeState.values(),
            NodeState::word,
            NodeFrame::belief),
        oneOf(
            "steelyard_node_truth",
            "What is really the matter with the node: 1 for what is true, else 0.",
            nodes,
            "truth",
            Truth.values(),
            Truth::word,
            NodeFrame::truth));
  }

  private InfoSnapshot info(List<NodeFrame> nodes) {
    var info =
        InfoSnapshot.builder()
            .name("steelyard_node")
            .help("The pool that the node belongs to; always 1.");
    for (NodeFrame node : nodes) {
      String pool = pools.get(node.id());
      if (pool != null) {
        Labels labels = Labels.of(NODE, node.id(), "pool", pool);
        info.dataPoint(InfoDataPointSnapshot.builder().labels(labels).build());
      }
    }
    return info.build();
  }

  private static GaugeSnapshot one(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(value, Labels.EMPTY))
        .build();
  }

  private static GaugeSnapshot each(
      String name, String help, List<NodeFrame> nodes, ToDoubleFunction<NodeFrame> value) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    for (NodeFrame node : nodes) {
      gauge.dataPoint(point(value.applyAsDouble(node), Labels.of(NODE, node.id())));
    }
    return gauge.build();
  }

  private static <E extends Enum<E>> GaugeSnapshot oneOf(
      String name,
      String help,
      List<NodeFrame> nodes,
      String label,
      E[] values,
      Function<E, String> word,
      Function<NodeFrame, E> held) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    for (NodeFrame node : nodes) {
      E holds = held.apply(node);
      for (E value : values) {
        Labels labels = Labels.of(NODE, node.id(), label, word.apply(value));
        gauge.dataPoint(point(value == holds ? 1 : 0, labels));
      }
    }
    return gauge.build();
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private record Moment(Frame frame, List<NodeFrame> nodes) {}
}
