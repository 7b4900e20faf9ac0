package dev.steelyard.export;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The gauges of the newest moment of a run, which are at most about a second old. They agree with
/// each other, and a node that is gone has none.
final class FrameGauges implements MultiCollector {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String NODE = "node";

  private volatile @Nullable Frame newest;

  void show(Frame frame) {
    newest = frame;
  }

  @Override
  public MetricSnapshots collect() {
    Frame frame = newest;
    if (frame == null) {
      return MetricSnapshots.of();
    }
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
            frame,
            NodeFrame::inFlight),
        each("steelyard_node_weight", "The node's weight.", frame, NodeFrame::weight),
        each(
            "steelyard_node_workers",
            "How many requests the node can serve at once.",
            frame,
            NodeFrame::workers),
        each(
            "steelyard_node_busy_workers",
            "How many of the node's workers serve a request.",
            frame,
            NodeFrame::working),
        each(
            "steelyard_node_queued_requests",
            "Requests that wait in the node for a worker.",
            frame,
            NodeFrame::queued),
        oneOf(
            "steelyard_node_state",
            "What the balancer believes of the node: 1 for the state that it is in, else 0.",
            frame,
            "state",
            NodeState.values(),
            NodeState::word,
            NodeFrame::belief),
        oneOf(
            "steelyard_node_truth",
            "What is really the matter with the node: 1 for what is true, else 0.",
            frame,
            "truth",
            Truth.values(),
            Truth::word,
            NodeFrame::truth));
  }

  private static GaugeSnapshot one(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(value, Labels.EMPTY))
        .build();
  }

  private static GaugeSnapshot each(
      String name, String help, Frame frame, ToDoubleFunction<NodeFrame> value) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    for (NodeFrame node : frame.nodes()) {
      gauge.dataPoint(point(value.applyAsDouble(node), Labels.of(NODE, node.id())));
    }
    return gauge.build();
  }

  private static <E extends Enum<E>> GaugeSnapshot oneOf(
      String name,
      String help,
      Frame frame,
      String label,
      E[] values,
      Function<E, String> word,
      Function<NodeFrame, E> held) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    for (NodeFrame node : frame.nodes()) {
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
}
