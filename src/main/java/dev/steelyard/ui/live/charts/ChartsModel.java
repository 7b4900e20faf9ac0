package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the charts show: the time window, the cross-hair, the axes, and the newest frame.
///
/// One thread, the JavaFX thread in the app; needs no toolkit.
final class ChartsModel {
  /// The value of the cross-hair while there is none.
  static final long NOWHERE = -1;

  private static final int MARKS = 4;

  private final ObjectProperty<TimeWindow> window =
      new SimpleObjectProperty<>(this, "window", TimeWindow.HALF_MINUTE);
  private final LongProperty crossHair = new SimpleLongProperty(this, "crossHair", NOWHERE);
  private final BooleanProperty logLatency = new SimpleBooleanProperty(this, "logLatency", true);
  private final ReadOnlyObjectWrapper<@Nullable ChartView> view =
      new ReadOnlyObjectWrapper<>(this, "view");
  private final Lanes lanes = new Lanes();
  private Ends ends = new Ends();
  private List<String> nodes = List.of();
  private @Nullable Frame frame;

  ChartsModel() {
    window.subscribe(this::lookAnew);
    logLatency.subscribe(this::lookAnew);
  }

  /// How much time is on show.
  ObjectProperty<TimeWindow> windowProperty() {
    return window;
  }

  /// The moment under the cross-hair, in nanoseconds of the run, or {@link #NOWHERE}.
  LongProperty crossHairProperty() {
    return crossHair;
  }

  /// Whether the axis of the latency is logarithmic.
  BooleanProperty logLatencyProperty() {
    return logLatency;
  }

  /// What is to be seen; null before the first frame.
  ReadOnlyObjectProperty<@Nullable ChartView> viewProperty() {
    return view.getReadOnlyProperty();
  }

  void setNodes(List<String> ids) {
    nodes = List.copyOf(ids);
    look();
  }

  /// Takes the newest frame; does nothing if it is the one that is on show already.
  @SuppressWarnings("ReferenceEquality") // The same frame, not an equal one: comparing two is work.
  void update(Frame newest) {
    if (newest == frame) {
      return;
    }
    frame = newest;
    lanes.extend(newest.history());
    look();
  }

  /// The axes owe nothing to what was on show before.
  private void lookAnew() {
    ends = new Ends();
    look();
  }

  private void look() {
    Frame now = frame;
    if (now == null) {
      return;
    }
    TimeRange time = window.get().endingAt(now.atNanos());
    double mostAttempts = Math.max(most(now, time, ChartsModel::attempts), 0);
    double mostFailed = Math.max(most(now, time, Point::failedAttemptsPerSecond), 0);
    long at = now.atNanos();
    view.set(
        new ChartView(
            now,
            nodes,
            time,
            ends.requestsTop.update(Ticks.top(mostAttempts, MARKS), at),
            ends.attemptsTop.update(Ticks.top(Math.max(mostAttempts, mostFailed), MARKS), at),
            latencyAxis(now, time),
            lanes));
  }

  private LatencyAxis latencyAxis(Frame now, TimeRange time) {
    double most = Math.max(most(now, time, point -> millis(point, point.latency().p99Nanos())), 0);
    if (!logLatency.get()) {
      return new LatencyAxis.Linear(ends.latencyTop.update(Ticks.top(most, MARKS), now.atNanos()));
    }
    double least =
        -most(now, time, point -> -millis(point, Math.max(1, point.latency().p50Nanos())));
    if (!(most > 0) || !(least > 0) || least == Double.POSITIVE_INFINITY) {
      return new LatencyAxis.Logarithmic(0, 2);
    }
    int high = (int) Math.ceil(Math.log10(most) - 1e-9);
    int low = (int) Math.floor(Math.log10(least) + 1e-9);
    high = (int) ends.latencyTop.update(Math.max(high, low + 1), now.atNanos());
    low = -(int) ends.latencyBottom.update(-Math.min(low, high - 1), now.atNanos());
    return new LatencyAxis.Logarithmic(low, high);
  }

  /// NaN where nothing was measured, so that it never is the greatest.
  private static double millis(Point point, long nanos) {
    return point.latency().isEmpty() ? Double.NaN : nanos / 1e6;
  }

  static double attempts(Point point) {
    return point.firstPerSecond() + point.retriesPerSecond() + point.hedgesPerSecond();
  }

  private static double most(Frame frame, TimeRange time, ToDoubleFunction<Point> value) {
    History history = frame.history();
    double most = Double.NEGATIVE_INFINITY;
    for (int i = history.indexAt(time.fromNanos()); i < history.size(); i++) {
      double its = value.applyAsDouble(history.get(i));
      if (its > most) {
        most = its;
      }
    }
    return most;
  }

  /// The ends of all axes.
  private static final class Ends {
    private final LateShrink requestsTop = new LateShrink();
    private final LateShrink attemptsTop = new LateShrink();
    private final LateShrink latencyTop = new LateShrink();
    private final LateShrink latencyBottom = new LateShrink();
  }
}
