package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Point;
import java.util.List;
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
    Extremes extremes = Extremes.of(now.history(), time);
    double attempts = extremes.attempts();
    double attemptsAndFailed = Math.max(attempts, extremes.failed());
    long at = now.atNanos();
    view.set(
        new ChartView(
            now,
            nodes,
            time,
            ends.requestsTop.update(Ticks.top(attempts, MARKS), at),
            ends.attemptsTop.update(Ticks.top(attemptsAndFailed, MARKS), at),
            latencyAxis(extremes, at),
            lanes));
  }

  private LatencyAxis latencyAxis(Extremes extremes, long at) {
    if (!logLatency.get()) {
      double top = Ticks.top(extremes.p99Millis(), MARKS);
      return new LatencyAxis.Linear(ends.latencyTop.update(top, at));
    }
    if (!extremes.hasLatency()) {
      return new LatencyAxis.Logarithmic(0, 2);
    }
    int high = (int) Math.ceil(Math.log10(extremes.p99Millis()) - 1e-9);
    int low = (int) Math.floor(Math.log10(extremes.p50Millis()) + 1e-9);
    high = (int) ends.latencyTop.update(Math.max(high, low + 1), at);
    low = -(int) ends.latencyBottom.update(-Math.min(low, high - 1), at);
    return new LatencyAxis.Logarithmic(low, high);
  }

  static double attempts(Point point) {
    return point.firstPerSecond() + point.retriesPerSecond() + point.hedgesPerSecond();
  }

  /// The ends of all axes.
  private static final class Ends {
    private final LateShrink requestsTop = new LateShrink();
    private final LateShrink attemptsTop = new LateShrink();
    private final LateShrink latencyTop = new LateShrink();
    private final LateShrink latencyBottom = new LateShrink();
  }
}
