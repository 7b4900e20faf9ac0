package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Frames of a few chosen points, for tests.
public final class Frames {
  private Frames() {}

  public static Frame of(Point... points) {
    return of(Log.EMPTY, points);
  }

  public static Frame of(Log log, Point... points) {
    History history = History.EMPTY;
    for (Point point : points) {
      history = history.plus(point);
    }
    long at = points.length == 0 ? 0 : points[points.length - 1].atNanos();
    return new Frame(
        at,
        Books.EMPTY,
        Window.EMPTY,
        Window.EMPTY,
        Window.EMPTY,
        List.of(),
        false,
        0,
        history,
        log);
  }

  /// A point at a time at which each node gets an attempt rate of its own; all are well.
  public static Point point(double seconds, double... rates) {
    return point(seconds, Latency.NONE, rates);
  }

  public static Point point(double seconds, Latency latency, double... rates) {
    double sum = Arrays.stream(rates).sum();
    List<Point.NodePoint> nodes = new ArrayList<>();
    for (double rate : rates) {
      nodes.add(new Point.NodePoint(rate, 0, 0, 0, NodeState.UP, Truth.HEALTHY));
    }
    return new Point(nanos(seconds), sum, 0, sum, 0, 0, 0, latency, nodes);
  }

  /// A point at which the only node is in these states.
  public static Point point(double seconds, Truth truth, NodeState belief) {
    Point.NodePoint node = new Point.NodePoint(1, 0, 0, 0, belief, truth);
    return new Point(nanos(seconds), 1, 0, 1, 0, 0, 0, Latency.NONE, List.of(node));
  }

  /// A point with these kinds of attempts per second and one node.
  public static Point attempts(double seconds, double first, double retries, double failed) {
    Point.NodePoint node =
        new Point.NodePoint(first + retries, 0, 0, 0, NodeState.UP, Truth.HEALTHY);
    return new Point(
        nanos(seconds), first, 0, first, retries, 0, failed, Latency.NONE, List.of(node));
  }

  public static Latency latency(double p50Millis, double p90Millis, double p99Millis) {
    return new Latency(
        100,
        p50Millis * 1e6,
        Math.round(p50Millis * 1e6),
        Math.round(p90Millis * 1e6),
        Math.round(p99Millis * 1e6),
        Math.round(p99Millis * 1e6),
        Math.round(p99Millis * 1e6));
  }

  public static Log log(LogEntry... entries) {
    Log log = Log.EMPTY;
    for (LogEntry entry : entries) {
      log = log.plus(entry);
    }
    return log;
  }

  public static Log plus(Log log, LogEntry entry) {
    return log.plus(entry);
  }

  public static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /// Ten points a second from 0.1 s on, each with the rate of its number.
  public static Point[] rising(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> point(i / 10.0, i)).toArray(Point[]::new);
  }
}
