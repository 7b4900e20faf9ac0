package dev.steelyard.ui.live.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Pixels;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@SuppressWarnings("NullAway.Init") // The toolkit has to be there first.
@ExtendWith(ApplicationExtension.class)
class ChartsPaneTest {
  private final SampleRun run = new SampleRun(5, 412);
  private ChartsPane charts;
  private Stage stage;

  @BeforeEach
  void show() {
    Stages.onFx(() -> {
      charts = new ChartsPane();
      stage = Stages.show(charts, Theme.LIGHT, 1160, 340);
      charts.setNodes(run.ids());
      charts.update(run.at(28));
      Stages.layOut(charts);
      return true;
    });
  }

  @AfterEach
  void close() {
    Stages.onFx(() -> {
      stage.close();
      return true;
    });
  }

  @Test
  void oneHairCrossesAllCharts() {
    assertEquals(0, visible(".cross-hair").size());

    onFx(() -> Pointer.moveTo(charts, 1, 0.5, 0.5));

    assertEquals(4, visible(".cross-hair").size());
    assertEquals(1, visible(".readings").size());
    assertTrue(charts.crossHairProperty().get() > 0);

    onFx(() -> Pointer.leave(charts, 1));

    assertEquals(0, visible(".cross-hair").size());
    assertEquals(0, visible(".readings").size());
    assertEquals(-1, charts.crossHairProperty().get());
  }

  @Test
  void timeFlowsUnderAPointerThatRests() {
    onFx(() -> Pointer.moveTo(charts, 0, 0.5, 0.5));
    long before = charts.crossHairProperty().get();

    onFx(() -> charts.update(run.at(38)));

    assertTrue(charts.crossHairProperty().get() > before);
  }

  @Test
  void doubleClickGivesAllTheRoomAndTakesItBack() {
    onFx(() -> Pointer.doubleClick(charts, 3));
    assertEquals(1, visible(".chart").size());
    assertEquals(340, visible(".chart").getFirst().getBoundsInParent().getHeight(), 1);

    onFx(() -> Pointer.doubleClick(charts, 3));
    assertEquals(4, visible(".chart").size());
  }

  @Test
  void chartsNeverOverlapNorLeaveThePane() {
    for (double[] size : new double[][] {{740, 250}, {1160, 340}, {1600, 440}, {300, 120}}) {
      onFx(() -> {
        charts.resize(size[0], size[1]);
        charts.layout();
      });
      List<Node> panes = visible(".chart");
      for (Node one : panes) {
        Bounds bounds = place(one);
        assertTrue(
            bounds.getMinX() >= 0
                && bounds.getMinY() >= 0
                && bounds.getMaxX() <= size[0] + 0.5
                && bounds.getMaxY() <= size[1] + 0.5,
            bounds + " leaves " + size[0] + " x " + size[1]);
        for (Node other : panes) {
          assertTrue(one.equals(other) || !bounds.intersects(shrunk(place(other))));
        }
      }
    }
  }

  @Test
  void windowButtonsChangeTheWindow() {
    onFx(() -> button("2 min").fire());
    assertEquals(TimeWindow.TWO_MINUTES, charts.windowProperty().get());

    onFx(() -> button("2 min").fire());
    assertTrue(button("2 min").isSelected(), "one of the three is always on");

    onFx(() -> charts.windowProperty().set(TimeWindow.ALL));
    assertTrue(button("All").isSelected());
    assertFalse(button("2 min").isSelected());
  }

  @Test
  void themeSwitchRepaints() {
    Pixels light = pixels();
    onFx(() -> Theme.DARK.apply(stage.getScene()));
    Pixels dark = pixels();

    assertTrue(light.has(Stages.onFx(() -> Stages.inks(Theme.LIGHT)).of(Ink.NODE_0)));
    assertTrue(dark.has(Stages.onFx(() -> Stages.inks(Theme.DARK)).of(Ink.NODE_0)));
  }

  @Test
  void sameFrameAsksForNoLayout() {
    Frame frame = run.at(30);
    onFx(() -> charts.update(frame));
    boolean asked =
        Stages.onFx(() -> {
          charts.update(frame);
          return charts.isNeedsLayout();
        });

    assertFalse(asked);
  }

  @Test
  void newFrameAsksForLayout() {
    boolean asked =
        Stages.onFx(() -> {
          charts.update(run.at(31));
          return charts.isNeedsLayout();
        });

    assertTrue(asked);
  }

  private void onFx(Runnable task) {
    Stages.onFx(() -> {
      task.run();
      Stages.layOut(charts);
      return true;
    });
  }

  private Pixels pixels() {
    return Stages.onFx(() -> Pixels.of(charts));
  }

  private ToggleButton button(String text) {
    return charts.lookupAll(".toggle-button").stream()
        .map(ToggleButton.class::cast)
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private List<Node> visible(String selector) {
    List<Node> all = new ArrayList<>(charts.lookupAll(selector));
    all.removeIf(node -> !node.isVisible() || !node.getParent().isVisible());
    return all;
  }

  private static Bounds place(Node pane) {
    Bounds size = pane.getLayoutBounds();
    return new BoundingBox(pane.getLayoutX(), pane.getLayoutY(), size.getWidth(), size.getHeight());
  }

  private static Bounds shrunk(Bounds bounds) {
    return new BoundingBox(
        bounds.getMinX() + 1,
        bounds.getMinY() + 1,
        Math.max(0, bounds.getWidth() - 2),
        Math.max(0, bounds.getHeight() - 2));
  }
}
