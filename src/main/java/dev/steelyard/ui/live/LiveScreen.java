package dev.steelyard.ui.live;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.live.cards.CardsModel;
import dev.steelyard.ui.live.charts.ChartsPane;
import dev.steelyard.ui.live.charts.TimeWindow;
import dev.steelyard.ui.live.controls.ControlsPane;
import dev.steelyard.ui.live.log.LogPane;
import dev.steelyard.ui.live.tiles.TilesPane;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Live screen, put together. Frames go to it also while another screen covers it, so that it
/// is up to date when it comes back.
public final class LiveScreen extends BorderPane {
  private static final double HERO_SHARE = 0.56;
  private static final double CONTROLS_SHARE = 0.7;

  private final LiveModel live;
  private final CardsModel cardsModel;
  private final VBox sideColumn = new VBox();
  private final Hero hero;
  private final TilesPane tiles = new TilesPane();
  private final ChartsPane charts = new ChartsPane();
  private final LogPane log = new LogPane();
  private List<String> named = List.of();

  public LiveScreen(LiveModel live, Desk desk) {
    this.live = live;
    this.cardsModel = new CardsModel(live);
    hero = new Hero(live, cardsModel, desk);
    getStyleClass().add("live-screen");
    getStylesheets().add(stylesheet());
    SplitPane split = new SplitPane(hero, charts);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(HERO_SHARE);
    VBox.setVgrow(split, Priority.ALWAYS);
    VBox middle = new VBox(tiles, split);
    middle.getStyleClass().add("live-middle");
    middle.setMinWidth(0);
    StackPane logPlace = new StackPane(log);
    logPlace.getStyleClass().add("log-place");
    SplitPane side = new SplitPane(new ControlsPane(live), logPlace);
    side.getStyleClass().add("live-side");
    log.setMinWidth(0);
    side.setOrientation(Orientation.VERTICAL);
    side.setDividerPositions(CONTROLS_SHARE);
    VBox.setVgrow(side, Priority.ALWAYS);
    sideColumn.getChildren().add(side);
    sideColumn.visibleProperty().bind(desk.controlsShownProperty());
    sideColumn.managedProperty().bind(sideColumn.visibleProperty());
    setCenter(middle);
    setLeft(sideColumn);
    live.scenarioProperty().subscribe(played -> name(live.frameProperty().get()));
    log.onPick(atNanos -> charts.crossHairProperty().set(atNanos));
    live.frameProperty().subscribe(this::update);
  }

  /// The measures of this screen and of the bar above all screens.
  static String stylesheet() {
    return Objects.requireNonNull(LiveScreen.class.getResource("live.css")).toExternalForm();
  }

  /// Puts something on top of the controls, or takes it away again.
  public void setAboveControls(Optional<Node> above) {
    if (sideColumn.getChildren().size() > 1) {
      sideColumn.getChildren().removeFirst();
    }
    above.ifPresent(sideColumn.getChildren()::addFirst);
  }

  /// Kills the selected node, or revives it.
  public void toggleSelected() {
    cardsModel.toggleSelected();
  }

  /// Goes on by one picture: takes the newest frame over and moves what moves.
  ///
  /// @param nanos since the picture before
  public void pulse(long nanos) {
    live.pulse();
    hero.pulse(nanos);
  }

  /// Shows the last moment of a run that is over, laid out and painted. It must be in a scene.
  public void showStill(Scenario played, Frame last) {
    Parent whole = getScene().getRoot();
    charts.windowProperty().set(TimeWindow.ALL);
    live.show(played, last);
    whole.applyCss();
    whole.layout();
    update(last);
    whole.layout();
    hero.pulse(0);
  }

  private void update(Frame frame) {
    name(frame);
    hero.update(frame);
    tiles.update(frame);
    charts.update(frame);
    log.update(frame);
  }

  /// Takes the nodes of the frame, for others may come while a scenario runs; before the first
  /// frame those of the scenario.
  private void name(Frame frame) {
    List<String> ids =
        frame.nodes().isEmpty()
            ? live.scenarioProperty().get().nodes().stream().map(NodeSpec::id).toList()
            : frame.nodes().stream().map(NodeFrame::id).toList();
    if (!ids.equals(named)) {
      named = ids;
      charts.setNodes(ids);
      log.setNodes(ids);
    }
  }
}
