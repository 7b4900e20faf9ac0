package dev.steelyard.run.sweep;

import dev.steelyard.run.series.Estimate;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.sweep.Svg.Anchor;
import dev.steelyard.theory.QueueModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The picture of a sweep, `sweep.svg`: latency over the varied field, as mean, p50 and p99, with
/// 95 % intervals where they are known, and with what theory expects of the mean where it does.
///
/// Each line has a colour that the colour-blind can tell (Okabe and Ito) and a mark of its own.
public final class SweepChart {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 480;
  private static final int LEFT = 80;
  private static final int RIGHT = 690;
  private static final int TOP = 70;
  private static final int BOTTOM = 410;
  private static final int LABEL_HEIGHT = 17;
  private static final double LOGARITHMIC_FROM = 30;
  private static final String INK = "#1f2328";
  private static final String FAINT = "#d0d7de";
  private static final String QUIET = "#57606a";

  private final Sweep sweep;
  private final Values values;
  private final List<Line> lines = new ArrayList<>();
  private final Scale across;
  private final Scale up;
  private final Svg svg = new Svg(WIDTH, HEIGHT);

  private SweepChart(Sweep sweep) {
    this.sweep = sweep;
    this.values = Values.of(sweep.points().stream().map(point -> point.variant().name()).toList());
    this.across = values.scale();
    addLine("p99", "#d55e00", "", Mark.TRIANGLE, point -> point.estimate(Measure.P99));
    addLine("mean", "#0072b2", "", Mark.CIRCLE, point -> point.estimate(Measure.MEAN));
    addLine("p50", "#009e73", "", Mark.SQUARE, point -> point.estimate(Measure.P50));
    addLine("expected mean", INK, "6 4", Mark.DASH, SweepChart::expected);
    this.up =
        Scale.over(
            all(Estimate::value).min().orElse(0),
            all(SweepChart::highest).max().orElse(1),
            LOGARITHMIC_FROM,
            true);
  }

  /// The whole picture.
  public static String of(Sweep sweep) {
    return new SweepChart(sweep).painted();
  }

  private String painted() {
    svg.bold(LEFT, 30, sweep.title());
    svg.words(
        LEFT,
        50,
        Anchor.START,
        QUIET,
        "Latency of the requests that succeeded"
            + (up.logarithmic() ? ", on a logarithmic scale" : "")
            + (repeated() ? "; whiskers are 95 % intervals" : ""));
    axes();
    lines.forEach(this::paint);
    labels();
    return svg.end();
  }

  private void axes() {
    for (double tick : up.ticks()) {
      svg.line(LEFT, y(tick), RIGHT, y(tick), FAINT, 1);
      svg.words(LEFT - 8, y(tick) + 4, Anchor.END, INK, Scale.words(tick));
    }
    if (values.words()) {
      for (int i = 0; i < values.places().size(); i++) {
        tickAcross(values.places().get(i), sweep.points().get(i).variant().name());
      }
    } else {
      across.ticks().forEach(tick -> tickAcross(tick, Scale.words(tick)));
    }
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, INK, 1);
    svg.line(LEFT, TOP, LEFT, BOTTOM, INK, 1);
    String unit = values.unit().isEmpty() ? "" : " (" + values.unit() + ")";
    svg.words((LEFT + RIGHT) / 2.0, BOTTOM + 45, Anchor.MIDDLE, INK, sweep.path() + unit);
    svg.upwards(22, (TOP + BOTTOM) / 2.0, INK, "Latency (ms)");
  }

  private void tickAcross(double place, String words) {
    svg.line(x(place), BOTTOM, x(place), BOTTOM + 5, INK, 1);
    svg.words(x(place), BOTTOM + 21, Anchor.MIDDLE, INK, words);
  }

  private void paint(Line line) {
    List<Point> points = line.points();
    if (!values.words()) { // There is nothing between words.
      svg.path(
          points.stream().mapToDouble(point -> x(point.place())).toArray(),
          points.stream().mapToDouble(point -> y(point.estimate().value())).toArray(),
          line.colour(),
          line.dashes());
    }
    for (Point point : points) {
      double x = x(point.place());
      double y = y(point.estimate().value());
      point
          .estimate()
          .halfWidth()
          .ifPresent(halfWidth -> whisker(x, point.estimate().value(), halfWidth, line.colour()));
      switch (line.mark()) {
        case CIRCLE -> svg.circle(x, y, line.colour());
        case SQUARE -> svg.square(x, y, line.colour());
        case TRIANGLE -> svg.triangle(x, y, line.colour());
        case DASH -> svg.line(x - 7, y, x + 7, y, line.colour(), 2);
      }
    }
  }

  private void whisker(double x, double value, double halfWidth, String colour) {
    double low = y(Math.max(up.low(), value - halfWidth));
    double high = y(value + halfWidth);
    svg.line(x, low, x, high, colour, 1.2);
    svg.line(x - 4, low, x + 4, low, colour, 1.2);
    svg.line(x - 4, high, x + 4, high, colour, 1.2);
  }

  /// Each line's name at its end, pushed down where another one is in the way.
  private void labels() {
    double free = Double.NEGATIVE_INFINITY;
    List<Line> fromTop =
        lines.stream()
            .sorted(Comparator.comparingDouble(line -> y(line.last().estimate().value())))
            .toList();
    for (Line line : fromTop) {
      double y = Math.max(free, y(line.last().estimate().value()) + 4);
      svg.words(x(line.last().place()) + 10, y, Anchor.START, line.colour(), line.name());
      free = y + LABEL_HEIGHT;
    }
  }

  private void addLine(
      String name, String colour, String dashes, Mark mark, Function<Played, Estimate> figure) {
    List<Point> points =
        IntStream.range(0, sweep.points().size())
            .mapToObj(i -> new Point(values.places().get(i), figure.apply(sweep.points().get(i))))
            .filter(point -> Double.isFinite(point.estimate().value()))
            .sorted(Comparator.comparingDouble(Point::place))
            .toList();
    if (!points.isEmpty()) {
      lines.add(new Line(name, colour, dashes, mark, points));
    }
  }

  private static Estimate expected(Played point) {
    Optional<QueueModel> model = Sweep.expected(point);
    return new Estimate(
        model.isPresent() ? 1e3 * model.get().meanTime() : Double.NaN, OptionalDouble.empty());
  }

  private boolean repeated() {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .anyMatch(point -> point.estimate().halfWidth().isPresent());
  }

  private DoubleStream all(ToDoubleFunction<Estimate> figure) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(point -> figure.applyAsDouble(point.estimate()));
  }

  private static double highest(Estimate estimate) {
    return estimate.value() + estimate.halfWidth().orElse(0);
  }

  private double x(double place) {
    return LEFT + (RIGHT - LEFT) * across.place(place);
  }

  private double y(double millis) {
    return BOTTOM - (BOTTOM - TOP) * up.place(millis);
  }

  private enum Mark {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DASH
  }

  private record Point(double place, Estimate estimate) {}

  private record Line(String name, String colour, String dashes, Mark mark, List<Point> points) {
    Point last() {
      return points.getLast();
    }
  }
}
