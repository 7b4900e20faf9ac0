package dev.steelyard.ui.live.flow;

import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.metrics.FlowStep;
import dev.steelyard.metrics.Frame;
import dev.steelyard.ui.kit.InkWell;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// The canvas of the flow. It paints only when something moved or changed.
public final class FlowPane extends Region {
  private static final long GRACE_NANOS = 2_000_000_000L;

  private final FlowAnimation animation = new FlowAnimation();
  private final SampleShare share = new SampleShare();
  private final InkWell well = new InkWell();
  private final Canvas canvas = new Canvas();
  private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");
  private final Supplier<List<Double>> laneEnds;
  private FlowScene scene = FlowScene.EMPTY;
  private List<Double> paintedEnds = List.of();
  private List<Dot> paintedDots = List.of();
  private boolean stale = true;

  /// @param laneEnds how far down each lane ends, in this pane's pixels
  public FlowPane(Supplier<List<Double>> laneEnds) {
    this.laneEnds = laneEnds;
    getStyleClass().add("flow");
    setAccessibleText("Requests on their way from the clients through the balancer to the nodes");
    getChildren().addAll(well, canvas);
    well.inks().subscribe(() -> stale = true);
    reducedMotion.subscribe(() -> stale = true);
  }

  /// Whether requests appear where they are instead of moving there.
  public BooleanProperty reducedMotionProperty() {
    return reducedMotion;
  }

  /// A step of a sampled request.
  public void tell(FlowStep step) {
    animation.tell(step);
  }

  /// Another experiment begins.
  public void clear() {
    animation.clear();
    share.clear();
    stale = true;
  }

  /// What is to be seen beside the dots.
  ///
  /// @param strategy how the balancer chooses, in words
  /// @param longest the longest that a request takes
  public void update(Frame frame, String strategy, Duration longest) {
    animation.setPatience(longest.toNanos() + GRACE_NANOS);
    FlowScene next = FlowScene.of(frame, strategy);
    stale |= !next.equals(scene);
    scene = next;
  }

  /// What part of the requests the dots are, in words.
  public String sampleWords(FlowSamples samples) {
    share.note(samples.seen(), samples.sampled());
    return FlowWords.sample(share.value(), samples.dropped() + animation.leftOut());
  }

  /// Lets `nanos` pass and paints what changed.
  public void pulse(long nanos) {
    animation.advance(nanos);
    List<Dot> dots = reducedMotion.get() ? animation.stillDots() : animation.dots();
    List<Double> ends = laneEnds.get();
    if (!stale && dots.equals(paintedDots) && ends.equals(paintedEnds)) {
      return;
    }
    stale = false;
    paintedDots = dots;
    paintedEnds = ends;
    FlowPainter.paint(
        canvas.getGraphicsContext2D(),
        scene,
        dots,
        new FlowGeometry(canvas.getWidth(), canvas.getHeight(), ends),
        well.inks().get());
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      stale = true;
    }
  }
}
