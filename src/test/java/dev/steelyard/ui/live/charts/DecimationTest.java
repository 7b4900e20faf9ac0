package dev.steelyard.ui.live.charts;

import static dev.steelyard.metrics.Frames.nanos;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecimationTest {
  @Test
  void allPointsAreDrawnWhileThereIsRoom() {
    History history = Frames.of(Frames.rising(50)).history();

    int[] picks =
        Decimation.pick(history, new TimeRange(0, nanos(5)), 100, Point::requestsPerSecond);

    assertArrayEquals(IntStream.range(0, 50).toArray(), picks);
  }

  @Test
  void oneNeighbourOnEitherSideLeadsLinesToTheEdge() {
    History history = Frames.of(Frames.rising(50)).history();

    int[] picks =
        Decimation.pick(history, new TimeRange(nanos(2), nanos(3)), 100, Point::requestsPerSecond);

    assertEquals(18, picks[0]); // The point at 1.9 s.
    assertEquals(30, picks[picks.length - 1]); // The point at 3.1 s.
  }

  @Test
  void peaksSurviveInLongWindows() {
    Point[] points =
        IntStream.rangeClosed(1, 9_000)
            .mapToObj(i -> Frames.point(i / 10.0, i == 4_321 ? 999 : 10))
            .toArray(Point[]::new);
    History history = Frames.of(points).history();

    int[] picks =
        Decimation.pick(history, new TimeRange(0, nanos(900)), 300, Point::requestsPerSecond);

    assertTrue(picks.length <= 602, picks.length + " points for 300 columns");
    assertTrue(Arrays.stream(picks).anyMatch(i -> i == 4_320), "the peak is gone");
    assertEquals(8_999, picks[picks.length - 1], "the newest point is always drawn");
    assertArrayEquals(Arrays.stream(picks).sorted().distinct().toArray(), picks);
  }

  @Test
  void nothingIsPickedFromNothing() {
    assertEquals(
        0,
        Decimation.pick(History.EMPTY, new TimeRange(0, 1), 10, Point::requestsPerSecond).length);
  }
}
