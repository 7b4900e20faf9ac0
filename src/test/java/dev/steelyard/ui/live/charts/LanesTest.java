package dev.steelyard.ui.live.charts;

import static dev.steelyard.metrics.Frames.nanos;
import static dev.steelyard.metrics.Frames.point;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.Presence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final TimeRange ALL = new TimeRange(0, nanos(1_000_000));

  private static final Presence THERE = new Presence(1, true);
  private static final Presence NOT_LISTED = new Presence(0, true);
  private static final Presence GHOST = new Presence(1, false);
  private static final Presence GONE = new Presence(0, false);

  private final Lanes lanes = new Lanes();

  @Test
  void statesBecomeStretches() {
    lanes.extend(
        history(
            point(1, Truth.HEALTHY, NodeState.UP),
            point(2, Truth.BROKEN, NodeState.UP),
            point(3, Truth.BROKEN, NodeState.DOWN),
            point(4, Truth.HEALTHY, NodeState.DOWN)));

    assertEquals(
        List.of(
            new Lanes.Stretch<>(0, nanos(2), Truth.HEALTHY),
            new Lanes.Stretch<>(nanos(2), nanos(4), Truth.BROKEN),
            new Lanes.Stretch<>(nanos(4), nanos(4), Truth.HEALTHY)),
        lanes.lane(0).truth().in(ALL));
    assertEquals(
        List.of(
            new Lanes.Stretch<>(0, nanos(3), NodeState.UP),
            new Lanes.Stretch<>(nanos(3), nanos(4), NodeState.DOWN)),
        lanes.lane(0).belief().in(ALL));
  }

  @Test
  void growingHistoryExtendsTheLastStretch() {
    Point first = point(1, Truth.HEALTHY, NodeState.UP);
    lanes.extend(history(first));
    lanes.extend(history(first, point(9, Truth.HEALTHY, NodeState.UP)));

    assertEquals(
        List.of(new Lanes.Stretch<>(0, nanos(9), Truth.HEALTHY)), lanes.lane(0).truth().in(ALL));
  }

  @Test
  void nodeThatComesLaterHasALaneFromThenOn() {
    Point one = point(1, Truth.HEALTHY, NodeState.UP);
    lanes.extend(history(one, with(2, THERE), with(3, THERE, NOT_LISTED), with(4, THERE, THERE)));

    assertEquals(
        List.of(new Lanes.Stretch<>(nanos(3), nanos(4), Truth.HEALTHY)),
        lanes.lane(1).truth().in(ALL));
    assertEquals(
        List.of(new Lanes.Stretch<>(nanos(4), nanos(4), NodeState.UP)),
        lanes.lane(1).belief().in(ALL));
  }

  @Test
  void nodeThatIsGoneLeavesAGap() {
    lanes.extend(history(with(1, THERE), with(2, GHOST), with(3, GONE), with(5, THERE)));

    assertEquals(
        List.of(
            new Lanes.Stretch<>(0, nanos(2), Truth.HEALTHY),
            new Lanes.Stretch<>(nanos(5), nanos(5), Truth.HEALTHY)),
        lanes.lane(0).truth().in(ALL));
    assertEquals(
        List.of(
            new Lanes.Stretch<>(0, nanos(3), NodeState.UP),
            new Lanes.Stretch<>(nanos(5), nanos(5), NodeState.UP)),
        lanes.lane(0).belief().in(ALL));
  }

  @Test
  void newRunForgetsTheOldOne() {
    lanes.extend(history(point(60, Truth.BROKEN, NodeState.DOWN)));
    lanes.extend(history(point(0.1, Truth.HEALTHY, NodeState.UP)));

    assertEquals(
        List.of(new Lanes.Stretch<>(0, nanos(0.1), Truth.HEALTHY)), lanes.lane(0).truth().in(ALL));
  }

  @Test
  void onlyWhatIsOnShowIsTold() {
    lanes.extend(
        history(
            point(1, Truth.HEALTHY, NodeState.UP),
            point(10, Truth.BROKEN, NodeState.UP),
            point(20, Truth.HEALTHY, NodeState.UP),
            point(30, Truth.HEALTHY, NodeState.UP)));

    assertEquals(
        List.of(new Lanes.Stretch<>(nanos(10), nanos(20), Truth.BROKEN)),
        lanes.lane(0).truth().in(new TimeRange(nanos(12), nanos(15))));
  }

  @Test
  void stretchesAreBounded() {
    Point[] flapping =
        IntStream.rangeClosed(1, 3 * Lanes.MOST_STRETCHES)
            .mapToObj(i -> point(i, i % 2 == 0 ? Truth.HEALTHY : Truth.BROKEN, NodeState.UP))
            .toArray(Point[]::new);

    lanes.extend(history(flapping));

    assertEquals(true, lanes.lane(0).truth().in(ALL).size() <= Lanes.MOST_STRETCHES, "unbounded");
  }

  @Test
  void unknownNodeHasAnEmptyLane() {
    assertEquals(List.of(), lanes.lane(7).truth().in(ALL));
  }

  private static History history(Point... points) {
    return Frames.of(points).history();
  }

  private static Point with(double seconds, Presence... nodes) {
    return new Point(
        nanos(seconds),
        0,
        0,
        0,
        0,
        0,
        0,
        Latency.NONE,
        Arrays.stream(nodes)
            .map(node -> new Point.NodePoint(0, 0, 0, 0, NodeState.UP, Truth.HEALTHY, node))
            .toList());
  }
}
