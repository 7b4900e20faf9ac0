package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The four charts with one time window and one cross-hair. JavaFX thread.
///
/// Where there is width, three charts stand in a row over the health timeline; otherwise the four
/// stand two by two. A double click gives one of them all the room, and takes it back.
public final class ChartsPane extends Region {
  private static final double GAP = 8;
  private static final double WIDTH_FOR_THREE = 960;
  private static final double SHARE_ABOVE = 0.46;
  private static final double SHARE_OF_HEALTH = 0.55;
  private static final double BOX_DISTANCE = 14;
  private static final double LANE = 27;
  private static final double HEALTH_BESIDE_LANES = 58;

  private final ChartsModel model = new ChartsModel();
  private final ChartPane requests = new ChartPane(new RequestsChart(), model);
  private final ChartPane latency = new ChartPane(new LatencyChart(), model, logToggle());
  private final ChartPane attempts = new ChartPane(new AttemptsChart(), model);
  private final ChartPane health = new ChartPane(new HealthChart(), model, windowChoice());
  private final List<ChartPane> panes = List.of(requests, latency, attempts, health);
  private final ReadingsBox readings = new ReadingsBox();
  private final ObjectProperty<@Nullable ChartPane> enlarged =
      new SimpleObjectProperty<>(this, "enlarged");

  public ChartsPane() {
    getStyleClass().add("charts");
    getStylesheets()
        .add(Objects.requireNonNull(ChartsPane.class.getResource("charts.css")).toExternalForm());
    getChildren().addAll(panes);
    getChildren().add(readings);
    for (ChartPane pane : panes) {
      pane.onDoubleClick(() -> enlarged.set(enlarged.get() == null ? pane : null));
    }
    setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ESCAPE && enlarged.get() != null) {
        enlarged.set(null);
        key.consume();
      }
    });
    enlarged.subscribe(this::requestLayout);
    model.crossHairProperty().subscribe(this::requestLayout);
    model.viewProperty().subscribe(this::requestLayout);
  }

  /// The ids of the nodes, in the scenario's order; to be set before the first frame of a run.
  public void setNodes(List<String> ids) {
    model.setNodes(ids);
  }

  /// Takes the newest frame, at most once a pulse. Costs nothing if it is the one shown already.
  public void update(Frame frame) {
    model.update(frame);
  }

  /// How much time is on show.
  public ObjectProperty<TimeWindow> windowProperty() {
    return model.windowProperty();
  }

  /// The moment under the cross-hair, in nanoseconds of the run; -1 while there is none. Set it to
  /// point at a moment from elsewhere, such as the event log.
  public LongProperty crossHairProperty() {
    return model.crossHairProperty();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    ChartPane only = enlarged.get();
    for (ChartPane pane : panes) {
      pane.setVisible(only == null || only == pane);
    }
    if (only != null) {
      only.resizeRelocate(0, 0, width, height);
    } else if (width >= WIDTH_FOR_THREE) {
      layoutThreeOverOne(width, height);
    } else {
      layoutTwoByTwo(width, height);
    }
    placeReadings();
  }

  private void layoutThreeOverOne(double width, double height) {
    int lanes = Math.max(3, nodeCount());
    double wanted = HEALTH_BESIDE_LANES + lanes * LANE;
    double below = Math.rint(Math.min(wanted, (height - GAP) * SHARE_OF_HEALTH));
    double above = height - GAP - below;
    double each = Math.floor((width - 2 * GAP) / 3);
    requests.resizeRelocate(0, 0, each, above);
    latency.resizeRelocate(each + GAP, 0, each, above);
    attempts.resizeRelocate(2 * (each + GAP), 0, width - 2 * (each + GAP), above);
    health.resizeRelocate(0, above + GAP, width, below);
  }

  private void layoutTwoByTwo(double width, double height) {
    double each = Math.floor((width - GAP) / 2);
    double above = Math.floor((height - GAP) * SHARE_ABOVE);
    requests.resizeRelocate(0, 0, each, above);
    latency.resizeRelocate(each + GAP, 0, width - each - GAP, above);
    attempts.resizeRelocate(0, above + GAP, each, height - above - GAP);
    health.resizeRelocate(each + GAP, above + GAP, width - each - GAP, height - above - GAP);
  }

  private int nodeCount() {
    ChartView view = model.viewProperty().get();
    return view == null ? 0 : view.nodes().size();
  }

  /// Beside the cross-hair of the chart that is pointed at, on the side where there is more room.
  private void placeReadings() {
    ChartView view = model.viewProperty().get();
    long at = model.crossHairProperty().get();
    ChartPane pointed = panes.stream().filter(ChartPane::isPointedAt).findFirst().orElse(null);
    if (view == null || at == ChartsModel.NOWHERE || pointed == null) {
      readings.setVisible(false);
      return;
    }
    List<Reading> said = pointed.readings(view, at);
    if (said.isEmpty()) {
      readings.setVisible(false);
      return;
    }
    readings.show(at, said);
    Bounds bounds = pointed.getBoundsInParent();
    double x = bounds.getMinX() + pointed.xOf(at);
    boolean roomOnLeft = x - BOX_DISTANCE - readings.getWidth() >= 0;
    boolean onRight = x < bounds.getCenterX() || !roomOnLeft;
    double left = onRight ? x + BOX_DISTANCE : x - BOX_DISTANCE - readings.getWidth();
    double top = bounds.getMinY() + 2 * GAP;
    readings.relocate(
        Math.rint(Math.max(0, left)),
        Math.rint(Math.clamp(top, 0, Math.max(0, getHeight() - readings.getHeight()))));
  }

  private Node logToggle() {
    ToggleButton toggle = new ToggleButton("log");
    toggle.getStyleClass().add("chart-toggle");
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.setTooltip(
        new Tooltip(
            "Logarithmic axis: equal factors are equal heights, so all lines can be read."));
    toggle.selectedProperty().bindBidirectional(model.logLatencyProperty());
    return toggle;
  }

  private Node windowChoice() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    box.getStyleClass().add("segments");
    for (TimeWindow window : TimeWindow.values()) {
      ToggleButton button = new ToggleButton(window.title());
      button.getStyleClass().add("chart-toggle");
      button.setMinWidth(USE_PREF_SIZE);
      button.setUserData(window);
      button.setToggleGroup(group);
      button.setAccessibleText("Show " + window.title());
      box.getChildren().add(button);
    }
    box.getChildren().getFirst().getStyleClass().add("first");
    box.getChildren().getLast().getStyleClass().add("last");
    group
        .selectedToggleProperty()
        .subscribe((before, now) -> {
          if (now != null && now.getUserData() instanceof TimeWindow window) {
            model.windowProperty().set(window);
          } else if (before != null) {
            before.setSelected(true);
          }
        });
    model
        .windowProperty()
        .subscribe(window -> {
          for (Toggle toggle : group.getToggles()) {
            if (toggle.getUserData() == window) {
              group.selectToggle(toggle);
            }
          }
        });
    return box;
  }
}
