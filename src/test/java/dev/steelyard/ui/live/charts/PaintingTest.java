package dev.steelyard.ui.live.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import dev.steelyard.ui.kit.Pixels;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.kit.Theme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;

@SuppressWarnings("NullAway.Init") // The toolkit has to be there first.
@ExtendWith(ApplicationExtension.class)
class PaintingTest {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 160;
  private static final List<Chart> CHARTS =
      List.of(new RequestsChart(), new LatencyChart(), new AttemptsChart(), new HealthChart());

  private Inks inks;

  @BeforeEach
  void mixInks() {
    inks = Stages.onFx(() -> Stages.inks(Theme.LIGHT));
  }

  static Stream<Frame> oddFrames() {
    Latency huge = Frames.latency(1, 1e9, 1e12);
    Latency tiny = new Latency(1, 0, 0, 0, 0, 0, 0);
    return Stream.of(
        Frames.of(),
        Frames.of(Frames.point(0)),
        Frames.of(Frames.point(0.1, 5)),
        Frames.of(Frames.point(1, 0, 0, 0)),
        Frames.of(Frames.point(1, huge, 1e12, 1e300), Frames.point(1.1, tiny, 0)),
        Frames.of(Frames.point(1, Double.NaN), Frames.point(2, Double.POSITIVE_INFINITY)),
        Frames.of(Frames.rising(5_000)),
        new SampleRun(200, 10).at(3));
  }

  @ParameterizedTest
  @MethodSource("oddFrames")
  void everyChartPaintsWhateverComes(Frame frame) {
    for (Chart chart : CHARTS) {
      for (TimeWindow window : TimeWindow.values()) {
        ChartView view = view(frame, window, List.of("a", "b", "c"));
        assertTrue(
            paint(chart, view, WIDTH, HEIGHT).has(inks.of(Ink.TEXT_MUTED))
                || paint(chart, view, WIDTH, HEIGHT).has(inks.of(Ink.GRID)),
            chart.title() + " is blank");
        paint(chart, view, 1, 1);
        paint(chart, view, 5_000, 3);
        chart.readings(view, frame.atNanos(), area(chart, view), 80);
        assertFalse(chart.headline(view).contains("NaN"), chart.headline(view));
        assertFalse(chart.momentLine(view, frame.atNanos()).contains("NaN"));
      }
    }
  }

  @Test
  void stackReachesTheTotalAndEachNodeHasItsShare() {
    Frame frame = Frames.of(Frames.point(0, 300, 100), Frames.point(30, 300, 100));
    ChartView view = view(frame, TimeWindow.HALF_MINUTE, List.of("a", "b"));
    RequestsChart chart = new RequestsChart();
    PlotArea area = area(chart, view);
    Pixels pixels = paint(chart, view, WIDTH, HEIGHT);
    double x = area.left() + area.width() / 2 + 4;

    assertEquals(400, view.requestsTop());
    assertColor(inks.node(0), pixels.at(x, area.y(0.02)));
    assertColor(inks.node(0), pixels.at(x, area.y(0.73)));
    assertColor(inks.node(1), pixels.at(x, area.y(0.78)));
    assertColor(inks.node(1), pixels.at(x, area.y(0.98)));
  }

  @Test
  void nodeWithoutTrafficHasNoLabel() {
    ChartView alike = view(Frames.of(Frames.point(1, 5, 5)), TimeWindow.ALL, List.of("a", "b"));
    ChartView dead = view(Frames.of(Frames.point(1, 5, 0)), TimeWindow.ALL, List.of("a", "b"));

    assertTrue(paint(new RequestsChart(), alike, WIDTH, HEIGHT).has(inks.node(1)));
    assertFalse(paint(new RequestsChart(), dead, WIDTH, HEIGHT).has(inks.node(1)));
  }

  @Test
  void brokenLaneDiffersFromAHealthyOneInColorAndInGrey() {
    Pixels pixels = paintHealth(Truth.BROKEN, NodeState.DOWN);
    Color truth = pixels.at(250, truthY());
    Color belief = pixels.at(250, beliefY());
    Color well = paintHealth(Truth.HEALTHY, NodeState.UP).at(250, truthY());

    assertColor(inks.of(Ink.BROKEN), truth);
    assertColor(inks.of(Ink.BROKEN), belief);
    assertColor(inks.of(Ink.HEALTHY_SOFT), well);
    assertTrue(
        Math.abs(truth.grayscale().getBrightness() - well.grayscale().getBrightness()) > 0.3,
        "they are alike in grey");
  }

  @Test
  void truthAndBeliefAreApart() {
    Pixels pixels = paintHealth(Truth.BROKEN, NodeState.UP);

    assertColor(inks.of(Ink.BROKEN), pixels.at(250, truthY()));
    assertColor(inks.of(Ink.HEALTHY_SOFT), pixels.at(250, beliefY()));
  }

  @Test
  void ejectedAndDegradedHavePatterns() {
    Pixels pixels = paintHealth(Truth.DEGRADED, NodeState.EJECTED);

    assertNotEquals(1, distinctColors(pixels, truthY()), "degraded is a plain fill");
    assertNotEquals(1, distinctColors(pixels, beliefY()), "ejected is a plain fill");
  }

  @Test
  void failuresAreDrawnOnlyWhenThereAreSome() {
    Frame good = Frames.of(Frames.attempts(0, 100, 0, 0), Frames.attempts(30, 100, 0, 0));
    Frame bad = Frames.of(Frames.attempts(0, 100, 0, 50), Frames.attempts(30, 100, 0, 50));
    AttemptsChart chart = new AttemptsChart();

    assertFalse(
        paint(chart, view(good, TimeWindow.ALL, List.of("a")), WIDTH, HEIGHT)
            .has(inks.of(Ink.FAILED)));
    assertTrue(
        paint(chart, view(bad, TimeWindow.ALL, List.of("a")), WIDTH, HEIGHT)
            .has(inks.of(Ink.FAILED)));
  }

  @Test
  void allThreePercentilesAreDrawnAndThickestIsTheWorst() {
    Latency latency = Frames.latency(8, 30, 80);
    Frame frame = Frames.of(Frames.point(0, latency, 9), Frames.point(30, latency, 9));
    ChartView view = view(frame, TimeWindow.HALF_MINUTE, List.of("a"));
    PlotArea area = area(new LatencyChart(), view);
    Pixels pixels = paint(new LatencyChart(), view, WIDTH, HEIGHT);

    double p50 = inkAround(pixels, area, view.latency().share(8));
    double p90 = inkAround(pixels, area, view.latency().share(30));
    double p99 = inkAround(pixels, area, view.latency().share(80));
    assertTrue(p50 > 1, "p50 is not drawn: " + p50);
    assertTrue(p90 > 0.7, "p90 is not drawn: " + p90);
    assertTrue(p99 > 1.4 * p50 && p99 > 1.4 * p90, p99 + " is not thicker");
  }

  /// How thick a level line is, as the mean of the opacity of the pixels above and below it.
  private static double inkAround(Pixels pixels, PlotArea area, double share) {
    double y = area.y(share);
    double sum = 0;
    int columns = 60;
    for (int x = 0; x < columns; x++) {
      for (int dy = -3; dy <= 3; dy++) {
        sum += pixels.at(area.left() + 70 + x, y + dy).getOpacity();
      }
    }
    return sum / columns;
  }

  @Test
  void headlinesCarryTheFigureThatMatters() {
    Frame storm = Frames.of(Frames.attempts(1, 100, 112, 0));
    ChartView view = view(storm, TimeWindow.ALL, List.of("a"));

    assertEquals("retries +112 %", new AttemptsChart().headline(view));
    assertEquals("212 /s", new RequestsChart().headline(view));
    assertEquals("p99 no data", new LatencyChart().headline(view));
    assertEquals(
        "retries no data",
        new AttemptsChart().headline(view(Frames.of(Frames.point(1)), TimeWindow.ALL, List.of())));
  }

  @Test
  void headlineTellsHedgesOnceThereAreSome() {
    Point.NodePoint node = new Point.NodePoint(84, 0, 0, 0, NodeState.UP, Truth.HEALTHY);
    Point hedging = new Point(1, 60, 0, 60, 0, 24, 0, Latency.NONE, List.of(node));
    ChartView view = view(Frames.of(hedging), TimeWindow.ALL, List.of("a"));

    assertEquals("hedges +40 %  retries 0 %", new AttemptsChart().headline(view));
  }

  @Test
  void everyBeliefHasRoomForItsWordBesideItsLane() {
    ChartView view = view(Frames.of(Frames.point(1, 5)), TimeWindow.ALL, List.of("a"));
    PlotArea area = area(new HealthChart(), view);
    for (NodeState belief : NodeState.values()) {
      double width =
          Stages.onFx(() ->
              new Sheet(new Canvas(1, 1).getGraphicsContext2D(), WIDTH, HEIGHT, inks)
                  .widthOf(StateMark.of(belief).word(), inks.small()));
      double end = area.right() + HealthChart.BEFORE_WORD + width;
      assertTrue(end <= WIDTH, belief + " ends at " + end);
    }
  }

  @Test
  void healthReadingsGiveTheReasons() {
    long at = Frames.nanos(2);
    Frame frame =
        Frames.of(
            Frames.log(
                new LogEntry(at, LogEntry.Kind.FAULT, Optional.of("a"), "hangs"),
                new LogEntry(at, LogEntry.Kind.HEALTH, Optional.of("b"), "not this one"),
                new LogEntry(at, LogEntry.Kind.HEALTH, Optional.of("a"), "up to down: timeout")),
            Frames.point(1, Truth.HEALTHY, NodeState.UP),
            Frames.point(2, Truth.BROKEN, NodeState.DOWN),
            Frames.point(3, Truth.BROKEN, NodeState.DOWN));
    ChartView view = view(frame, TimeWindow.ALL, List.of("a"));

    PlotArea area = area(new HealthChart(), view);

    assertEquals(List.of(), new HealthChart().readings(view, Frames.nanos(2.5), area, HEIGHT - 20));
    assertEquals(
        List.of("broken since 00:02.0", "hangs", "down since 00:02.0", "up to down: timeout"),
        new HealthChart()
            .readings(view, Frames.nanos(2.5), area, layout().middle(0)).stream()
                .map(Reading::value)
                .toList());
  }

  private Pixels paintHealth(Truth truth, NodeState belief) {
    Frame frame = Frames.of(Frames.point(0.1, truth, belief), Frames.point(30, truth, belief));
    return paint(
        new HealthChart(), view(frame, TimeWindow.HALF_MINUTE, List.of("a")), WIDTH, HEIGHT);
  }

  private static double truthY() {
    return layout().truthTop(0) + layout().bandHeight() / 2;
  }

  private static double beliefY() {
    return layout().beliefTop(0) + layout().bandHeight() / 2;
  }

  private static LaneLayout layout() {
    return LaneLayout.of(new PlotArea(52, 6, 280, HEIGHT - 23, new TimeRange(0, 1)), 1);
  }

  /// Right of the words at the beginning of the band.
  private static long distinctColors(Pixels pixels, double y) {
    return Stream.iterate(250.0, x -> x + 1).limit(40).map(x -> pixels.at(x, y)).distinct().count();
  }

  @Test
  void lagIsWrittenOnceABeliefHasEndedAndNotBefore() {
    assertEquals(1, distinctColors(paintWronglyUp(NodeState.UP), beliefY()), "it still lasts");
    assertNotEquals(1, distinctColors(paintWronglyUp(NodeState.DOWN), beliefY()));
  }

  /// A node that broke at 5 s and was believed to be up until just before now, or still is.
  private Pixels paintWronglyUp(NodeState last) {
    Frame seen =
        Frames.of(
            Frames.point(0, Truth.HEALTHY, NodeState.UP),
            Frames.point(5, Truth.BROKEN, NodeState.UP),
            Frames.point(29.9, Truth.BROKEN, last));
    Frame now =
        new Frame(
            Frames.nanos(30),
            seen.books(),
            seen.lastSecond(),
            seen.lastTen(),
            seen.run(),
            seen.nodes(),
            seen.panic(),
            seen.generatorLagNanos(),
            seen.history(),
            seen.log());
    return paint(new HealthChart(), view(now, TimeWindow.HALF_MINUTE, List.of("a")), WIDTH, HEIGHT);
  }

  private PlotArea area(Chart chart, ChartView view) {
    return Stages.onFx(() ->
        chart.area(new Sheet(new Canvas(1, 1).getGraphicsContext2D(), WIDTH, HEIGHT, inks), view));
  }

  private Pixels paint(Chart chart, ChartView view, double width, double height) {
    return Stages.onFx(() -> {
      Canvas canvas = new Canvas(width, height);
      chart.paint(new Sheet(canvas.getGraphicsContext2D(), width, height, inks), view);
      return Pixels.of(canvas);
    });
  }

  private static ChartView view(Frame frame, TimeWindow window, List<String> nodes) {
    ChartsModel model = new ChartsModel();
    model.windowProperty().set(window);
    model.setNodes(nodes);
    model.update(frame);
    return Objects.requireNonNull(model.viewProperty().get());
  }

  private static void assertColor(Color expected, Color actual) {
    assertTrue(Pixels.alike(expected, actual), actual + " is not " + expected);
  }

  @Test
  void pointWithFewerNodesThanNamesIsFine() {
    Point.NodePoint only = new Point.NodePoint(7, 0, 0, 0, NodeState.UP, Truth.HEALTHY);
    Point point = new Point(1, 7, 0, 7, 0, 0, 0, Latency.NONE, List.of(only));

    assertEquals(7, RequestsChart.attemptsTo(point, 0));
    assertEquals(0, RequestsChart.attemptsTo(point, 1));
  }
}
