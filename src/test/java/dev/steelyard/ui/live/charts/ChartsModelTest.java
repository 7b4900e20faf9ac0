package dev.steelyard.ui.live.charts;

import static dev.steelyard.metrics.Frames.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChartsModelTest {
  private final ChartsModel model = new ChartsModel();

  @Test
  void nothingIsSeenBeforeTheFirstFrame() {
    model.windowProperty().set(TimeWindow.ALL);

    assertNull(model.viewProperty().get());
  }

  @Test
  void sameFrameChangesNothing() {
    Frame frame = Frames.of(Frames.point(1, 100));
    model.update(frame);
    ChartView view = view();
    model.update(frame);

    assertSame(view, view());
  }

  @Test
  void axesHaveRoomForTheMost() {
    model.update(Frames.of(Frames.attempts(1, 300, 112, 700)));

    assertEquals(600, view().requestsTop());
    assertEquals(800, view().attemptsTop(), "failed attempts may be more than those that began");
  }

  @Test
  void latencyAxisSpansWholeDecades() {
    model.update(Frames.of(Frames.point(1, Frames.latency(8, 20, 41), 10)));

    assertEquals(new LatencyAxis.Logarithmic(0, 2), view().latency());

    model.logLatencyProperty().set(false);

    assertEquals(new LatencyAxis.Linear(60), view().latency());
  }

  @Test
  void latencyAxisIsNeverEmpty() {
    model.update(Frames.of(Frames.point(1, Frames.latency(10, 10, 10), 10)));
    assertEquals(new LatencyAxis.Logarithmic(1, 2), view().latency());

    model.update(Frames.of(Frames.point(1.1, 10)));
    assertEquals(new LatencyAxis.Logarithmic(0, 2), view().latency(), "nothing succeeded");
  }

  @Test
  void windowChangesWhatIsOnShowAtOnce() {
    model.update(Frames.of(Frames.point(1, 5_000), Frames.point(200, 10)));
    assertEquals(new TimeRange(nanos(170), nanos(200)), view().time());
    assertEquals(10, view().requestsTop());

    model.windowProperty().set(TimeWindow.ALL);
    assertEquals(new TimeRange(0, nanos(200)), view().time());
    assertEquals(6_000, view().requestsTop());

    model.windowProperty().set(TimeWindow.HALF_MINUTE);
    assertEquals(10, view().requestsTop(), "an axis owes nothing to another window");
  }

  @Test
  void nodesMayComeBeforeOrAfterTheFrame() {
    model.update(Frames.of(Frames.point(1, 5)));
    model.setNodes(List.of("a"));

    assertEquals(List.of("a"), view().nodes());
  }

  private ChartView view() {
    return Objects.requireNonNull(model.viewProperty().get());
  }
}
