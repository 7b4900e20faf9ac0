package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A run as it might have been, for screens: round robin over alike nodes, of which the second is
/// killed at 6 s (seen at 8.1 s) and comes back at 14 s (seen at 16 s), and the third is slow from
/// 20 s to 26 s and gets ejected for some of that time. Ten points a second, the same ones each
/// time.
public final class SampleRun {
  private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

  private final int nodes;
  private final double rate;

  public SampleRun(int nodes, double rate) {
    this.nodes = nodes;
    this.rate = rate;
  }

  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      ids.add(nodes <= 8 ? String.valueOf((char) ('a' + i)) : "node-" + (i + 1));
    }
    return ids;
  }

  /// The frame at a moment, with all history before it.
  public Frame at(double seconds) {
    int ticks = (int) Math.round(seconds * 10);
    History history = History.EMPTY;
    for (int tick = 1; tick <= ticks; tick++) {
      history = history.plus(point(tick));
    }
    Point last = ticks == 0 ? point(0) : history.get(ticks - 1);
    List<NodeFrame> frames = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      frames.add(nodeFrame(node, last));
    }
    Window ten = window(10, last, seconds);
    long generated = Math.round(seconds * rate);
    return new Frame(
        ticks * TENTH,
        new Books(generated, generated, 0, 0, generated, generated, 0, 0, 0),
        window(1, last, seconds),
        ten,
        ten,
        frames,
        false,
        0,
        history,
        log(seconds));
  }

  private NodeFrame nodeFrame(int node, Point last) {
    Point.NodePoint point = last.nodes().get(node);
    List<Fault> faults =
        switch (point.truth()) {
          case HEALTHY -> List.of();
          case DEGRADED -> List.of(new Fault(new Effect.Slow(10), Scope.TRAFFIC));
          case BROKEN -> List.of(new Fault(new Effect.Refuse(), Scope.BOTH));
        };
    return new NodeFrame(
        ids().get(node),
        1,
        1.0 / nodes,
        point.presence(),
        point.belief(),
        "",
        point.truth(),
        faults,
        4,
        point.inFlight(),
        Math.min(4, point.inFlight()),
        Math.max(0, point.inFlight() - 4),
        point.inFlight(),
        NodeWindow.EMPTY,
        NodeWindow.EMPTY,
        NodeWindow.EMPTY);
  }

  private Window window(double length, Point last, double seconds) {
    double covered = Math.min(length, seconds);
    return new Window(
        covered,
        Math.round(last.requestsPerSecond() * covered),
        Math.round((last.requestsPerSecond() - last.failuresPerSecond()) * covered),
        Math.round(last.failuresPerSecond() * covered),
        Math.round(last.firstPerSecond() * covered),
        Math.round(last.retriesPerSecond() * covered),
        0,
        Math.round(last.failedAttemptsPerSecond() * covered),
        covered == 0 ? Latency.NONE : last.latency());
  }

  private Point point(int tick) {
    double t = tick / 10.0;
    double wobble = 1 + 0.05 * Math.sin(t * 1.7) + 0.03 * Math.sin(t * 5.3 + 1);
    double first = rate * wobble;
    boolean deadAndTrusted = t >= 6 && t < 8.1;
    boolean cut = t >= 8.1 && t < 16;
    boolean slow = t >= 20 && t < 26;
    boolean ejected = t >= 23 && t < 27;
    double retries = deadAndTrusted ? first / nodes * 1.1 : slow && !ejected ? first * 0.04 : 0;
    double p50 = (8 + Math.sin(t * 2.1)) * (cut ? 1.3 : 1);
    double p99 = (38 + 6 * Math.sin(t * 3.3)) * (deadAndTrusted ? 2.4 : slow && !ejected ? 6 : 1);
    double p90 = Math.sqrt(p50 * p99);
    List<Point.NodePoint> each = new ArrayList<>();
    double members = nodes - (cut ? 1 : 0) - (ejected ? 1 : 0);
    for (int node = 0; node < nodes; node++) {
      Truth truth = Truth.HEALTHY;
      NodeState belief = NodeState.UP;
      if (node == 1) {
        truth = t >= 6 && t < 14 ? Truth.BROKEN : Truth.HEALTHY;
        belief = cut ? NodeState.DOWN : NodeState.UP;
      } else if (node == 2) {
        truth = slow ? Truth.DEGRADED : Truth.HEALTHY;
        belief = ejected ? NodeState.EJECTED : NodeState.UP;
      }
      double share = belief == NodeState.UP ? (first + retries) / members : 0;
      double own = share * (1 + 0.06 * Math.sin(t * 2 + node * 1.3));
      double failed = node == 1 && deadAndTrusted ? own : 0;
      each.add(
          new Point.NodePoint(own, failed, nanos(p99), (int) Math.round(own / 60), belief, truth));
    }
    Latency latency =
        new Latency(
            Math.max(1, Math.round(first)),
            nanos(p50) * 1.2,
            nanos(p50),
            nanos(p90),
            nanos(p99),
            nanos(p99 * 1.4),
            nanos(p99 * 1.6));
    double failures = deadAndTrusted ? first * 0.01 : 0;
    return new Point(
        tick * TENTH,
        first,
        failures,
        first,
        retries,
        0,
        deadAndTrusted ? first / nodes * 1.12 : retries,
        latency,
        each);
  }

  private Log log(double seconds) {
    List<String> ids = ids();
    String second = ids.get(Math.min(1, nodes - 1));
    String third = ids.get(Math.min(2, nodes - 1));
    Log log = Log.EMPTY;
    LogEntry[] all = {
      entry(0, LogEntry.Kind.RUN, "", "run started"),
      entry(3.2, LogEntry.Kind.SETTING, "", "balancer.strategy: round-robin"),
      entry(5.95, LogEntry.Kind.FAULT, second, "refuses connections"),
      entry(8.05, LogEntry.Kind.HEALTH, second, "up to down: 2 failed checks, the last: refused"),
      entry(13.95, LogEntry.Kind.MENDED, second, "refuses connections: over"),
      entry(15.95, LogEntry.Kind.HEALTH, second, "down to up: 2 passed checks"),
      entry(19.95, LogEntry.Kind.FAULT, third, "slow, 10 times (traffic only)"),
      entry(22.95, LogEntry.Kind.HEALTH, third, "up to ejected: 5 consecutive failures"),
      entry(25.95, LogEntry.Kind.MENDED, third, "slow, 10 times: over"),
      entry(26.95, LogEntry.Kind.HEALTH, third, "ejected to up: ejection time served"),
    };
    for (LogEntry entry : all) {
      if (entry.atNanos() <= seconds * 1e9) {
        log = log.plus(entry);
      }
    }
    return log;
  }

  private static LogEntry entry(double seconds, LogEntry.Kind kind, String node, String text) {
    return new LogEntry(
        Math.round(seconds * 1e9),
        kind,
        node.isEmpty() ? Optional.empty() : Optional.of(node),
        text);
  }

  private static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}
