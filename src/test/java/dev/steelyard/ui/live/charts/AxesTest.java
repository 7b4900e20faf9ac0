package dev.steelyard.ui.live.charts;

import static dev.steelyard.metrics.Frames.nanos;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxesTest {
  @ParameterizedTest
  @CsvSource({
    "0,1",
    "NaN,1",
    "Infinity,1",
    "0.7,0.8",
    "1,1",
    "3,3",
    "412,600",
    "590,600",
    "601,800"
  })
  void topIsRoundAndHasRoom(double most, double top) {
    assertEquals(top, Ticks.top(most, 4), 1e-9);
  }

  @Test
  void linearMarksAreRound() {
    assertEquals(List.of(0.0, 200.0, 400.0, 600.0), Ticks.linear(600, 4));
    assertEquals(List.of(0.0, 1.0), Ticks.linear(1, 1));
  }

  @Test
  void logarithmicMarksAreDecadesAndFinerOnesIfThereIsRoom() {
    assertEquals(List.of(1.0, 10.0, 100.0), Ticks.logarithmic(0, 2, 4));
    assertEquals(List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0), Ticks.logarithmic(0, 2, 7));
    assertEquals(List.of(0.001, 1.0, 1000.0), Ticks.logarithmic(-3, 3, 3));
  }

  @Test
  void timeMarksAreRoundMomentsOfTheRun() {
    TimeRange range = new TimeRange(nanos(3.2), nanos(33.2));

    assertEquals(List.of(nanos(10), nanos(20), nanos(30)), Ticks.time(range, 3));
  }

  @Test
  void noTimeMarkLiesBeforeTheStart() {
    assertEquals(
        List.of(0L, nanos(1), nanos(2)), Ticks.time(new TimeRange(nanos(-7), nanos(2)), 10));
  }

  @Test
  void axisGrowsAtOnceAndShrinksLate() {
    LateShrink end = new LateShrink();

    assertEquals(100, end.update(100, nanos(1)));
    assertEquals(400, end.update(400, nanos(1.1)));
    assertEquals(400, end.update(100, nanos(2)));
    assertEquals(400, end.update(200, nanos(4)));
    assertEquals(200, end.update(100, nanos(4.1)), "as much as was needed meanwhile");
    assertEquals(100, end.update(100, nanos(7.1)));
  }

  @Test
  void axisOfANewRunStartsAnew() {
    LateShrink end = new LateShrink();
    end.update(400, nanos(60));

    assertEquals(10, end.update(10, nanos(0.1)));
  }

  @Test
  void logarithmicSharesAreEqualForEqualFactors() {
    LatencyAxis axis = new LatencyAxis.Logarithmic(0, 2);

    assertEquals(0, axis.share(0));
    assertEquals(0, axis.share(1));
    assertEquals(0.5, axis.share(10), 1e-12);
    assertEquals(1, axis.share(100), 1e-12);
    assertEquals(1, axis.share(5_000));
  }

  @Test
  void marksCarryTheirUnit() {
    LatencyAxis axis = new LatencyAxis.Logarithmic(-1, 3);

    assertEquals(
        List.of("100 µs", "1 ms", "10 ms", "100 ms", "1 s"),
        Marks.latency(axis, 5).stream().map(Sheet.Mark::text).toList());
    assertEquals(
        List.of("0", "0.5", "1"), Marks.linear(1, 2).stream().map(Sheet.Mark::text).toList());
    assertEquals("20k", Marks.plain(20_000));
  }

  @Test
  void windowsEndNow() {
    assertEquals(new TimeRange(nanos(60), nanos(90)), TimeWindow.HALF_MINUTE.endingAt(nanos(90)));
    assertEquals(new TimeRange(0, nanos(90)), TimeWindow.TWO_MINUTES.endingAt(nanos(90)));
    assertEquals(new TimeRange(0, nanos(900)), TimeWindow.ALL.endingAt(nanos(900)));
  }

  @Test
  void youngRunsGetAtLeastTenSeconds() {
    for (TimeWindow window : TimeWindow.values()) {
      assertEquals(new TimeRange(nanos(-8), nanos(2)), window.endingAt(nanos(2)));
    }
  }

  @Test
  void labelsMoveApartButStayInside() {
    assertArrayEquals(
        new double[] {20, 32, 44}, SideLabels.apart(new double[] {20, 21, 22}, 12, 0, 100));
    assertArrayEquals(
        new double[] {76, 88, 100}, SideLabels.apart(new double[] {97, 98, 99}, 12, 0, 100));
    assertArrayEquals(new double[] {5, 50}, SideLabels.apart(new double[] {-3, 50}, 12, 5, 100));
  }
}
