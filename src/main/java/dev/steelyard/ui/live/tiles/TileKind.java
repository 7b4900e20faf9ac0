package dev.steelyard.ui.live.tiles;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.Window;
import dev.steelyard.ui.kit.Figure;
import dev.steelyard.ui.kit.Figures;
import java.util.List;

/// What a tile tells: the figure of the last ten seconds, and the same of each moment for its line.
enum TileKind {
  REQUESTS("Requests", "Requests that began, per second.", Limits.NONE) {
    @Override
    Figure figure(Frame frame) {
      Window ten = frame.lastTen();
      return ten.seconds() == 0 ? Figure.NONE : Figures.rate(ten.perSecond(ten.generated()));
    }

    @Override
    double value(Frame frame) {
      return Double.NaN;
    }

    @Override
    double value(Point point) {
      return point.requestsPerSecond();
    }
  },
  SUCCESS(
      "Success",
      "Requests that ended well, of all that ended. Watch from 99 % down, bad from 95 %.",
      new Limits(0.99, 0.95)) {
    @Override
    Figure figure(Frame frame) {
      return Figures.percent(frame.lastTen().successRatio());
    }

    @Override
    double value(Frame frame) {
      return frame.lastTen().successRatio().orElse(Double.NaN);
    }

    @Override
    double value(Point point) {
      return point.requestsPerSecond() > 0
          ? Math.clamp(1 - point.failuresPerSecond() / point.requestsPerSecond(), 0, 1)
          : Double.NaN;
    }

    @Override
    boolean lowIsBad() {
      return true;
    }
  },
  P50(
      "p50 latency",
      "Half of the successful requests were faster. Watch from 100 ms, bad from 500 ms.",
      new Limits(100e6, 500e6)) {
    @Override
    Figure figure(Frame frame) {
      return Figures.duration(frame.lastTen().latency(), Latency::p50Nanos);
    }

    @Override
    double value(Frame frame) {
      Latency latency = frame.lastTen().latency();
      return latency.isEmpty() ? Double.NaN : latency.p50Nanos();
    }

    @Override
    double value(Point point) {
      return point.latency().isEmpty() ? Double.NaN : point.latency().p50Nanos();
    }
  },
  P99(
      "p99 latency",
      "All but one in a hundred successful requests were faster. Watch from 250 ms, bad from 1 s.",
      new Limits(250e6, 1e9)) {
    @Override
    Figure figure(Frame frame) {
      return Figures.duration(frame.lastTen().latency(), Latency::p99Nanos);
    }

    @Override
    double value(Frame frame) {
      Latency latency = frame.lastTen().latency();
      return latency.isEmpty() ? Double.NaN : latency.p99Nanos();
    }

    @Override
    double value(Point point) {
      return point.latency().isEmpty() ? Double.NaN : point.latency().p99Nanos();
    }
  },
  RETRIES(
      "Retries",
      "Attempts on top of the first ones. Watch from +5 %, bad from +20 %.",
      new Limits(0.05, 0.2)) {
    @Override
    Figure figure(Frame frame) {
      return Figures.extra(frame.lastTen().retryRatio());
    }

    @Override
    double value(Frame frame) {
      return frame.lastTen().retryRatio().orElse(Double.NaN);
    }

    @Override
    double value(Point point) {
      return point.firstPerSecond() > 0
          ? point.retriesPerSecond() / point.firstPerSecond()
          : Double.NaN;
    }
  },
  NODES(
      "Nodes up",
      "Nodes that are up for the balancer. Watch if one is missing, bad if half are.",
      new Limits(0.999_999, 0.5)) {
    @Override
    Figure figure(Frame frame) {
      List<NodeFrame> nodes = members(frame);
      long up = nodes.stream().filter(node -> node.belief() == NodeState.UP).count();
      return nodes.isEmpty() ? Figure.NONE : new Figure(up + "/" + nodes.size(), "up");
    }

    @Override
    double value(Frame frame) {
      List<NodeFrame> nodes = members(frame);
      double up = nodes.stream().filter(node -> node.belief() == NodeState.UP).count();
      return nodes.isEmpty() ? Double.NaN : up / nodes.size();
    }

    @Override
    double value(Point point) {
      double up = 0;
      double members = 0;
      for (Point.NodePoint node : point.nodes()) {
        boolean member = node.presence().member();
        members += member ? 1 : 0;
        up += member && node.belief() == NodeState.UP ? 1 : 0;
      }
      return members == 0 ? Double.NaN : up / members;
    }

    private static List<NodeFrame> members(Frame frame) {
      return frame.nodes().stream().filter(node -> node.presence().member()).toList();
    }

    @Override
    boolean lowIsBad() {
      return true;
    }
  };

  private final String title;
  private final String explanation;
  private final Limits limits;

  TileKind(String title, String explanation, Limits limits) {
    this.title = title;
    this.explanation = explanation;
    this.limits = limits;
  }

  String title() {
    return title;
  }

  /// One or two sentences for a tooltip.
  String explanation() {
    return explanation;
  }

  Limits limits() {
    return limits;
  }

  /// The figure on the tile.
  abstract Figure figure(Frame frame);

  /// What the limits apply to; NaN if there is nothing.
  abstract double value(Frame frame);

  /// What the line is drawn from; NaN is a gap.
  abstract double value(Point point);

  /// Whether the least of some values is the one to keep, and the line hangs from 1.
  boolean lowIsBad() {
    return false;
  }
}
