package dev.steelyard.ui.live;

import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.cards.CardsModel;
import dev.steelyard.ui.live.charts.ChartsPane;
import dev.steelyard.ui.live.charts.TimeWindow;
import dev.steelyard.ui.live.controls.ControlsPane;
import dev.steelyard.ui.live.log.LogPane;
import dev.steelyard.ui.live.tiles.TilesPane;
import dev.steelyard.ui.live.toolbar.Toolbar;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Live screen, put together.
public final class LiveScreen extends StackPane {
  private static final double HERO_SHARE = 0.56;
  private static final double CONTROLS_SHARE = 0.7;

  private final LiveModel live;
  private final Desk desk;
  private final CardsModel cardsModel;
  private final Hero hero;
  private final TilesPane tiles = new TilesPane();
  private final ChartsPane charts = new ChartsPane();
  private final LogPane log = new LogPane();

  public LiveScreen(LiveModel live, Desk desk) {
    this.live = live;
    this.desk = desk;
    this.cardsModel = new CardsModel(live);
    hero = new Hero(live, cardsModel, desk);
    getStyleClass().add("live-screen");
    getStylesheets()
        .add(Objects.requireNonNull(LiveScreen.class.getResource("live.css")).toExternalForm());
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
    side.visibleProperty().bind(desk.controlsShownProperty());
    side.managedProperty().bind(side.visibleProperty());
    BorderPane all = new BorderPane(middle);
    all.setTop(new VBox(new Toolbar(live, desk), new Banner(live, desk), new PanicBanner(live)));
    all.setLeft(side);
    getChildren().addAll(all, new HelpCard(desk));
    live.scenarioProperty()
        .subscribe(played -> {
          List<String> ids = played.nodes().stream().map(NodeSpec::id).toList();
          charts.setNodes(ids);
          log.setNodes(ids);
        });
    log.onPick(atNanos -> charts.crossHairProperty().set(atNanos));
    live.frameProperty().subscribe(this::update);
  }

  /// Dresses the scene that this screen is the root of, and listens to its keys.
  public void enter(Scene scene) {
    desk.themeProperty().subscribe((Theme theme) -> theme.apply(scene));
    new Keys(live, cardsModel, desk).listenTo(scene);
  }

  /// Goes on by one picture: takes the newest frame over and moves what moves.
  ///
  /// @param nanos since the picture before
  public void pulse(long nanos) {
    live.pulse();
    hero.pulse(nanos);
  }

  /// Shows the last moment of a run that is over, laid out and painted.
  public void showStill(Scenario played, Frame last) {
    charts.windowProperty().set(TimeWindow.ALL);
    live.show(played, last);
    applyCss();
    layout();
    update(last);
    layout();
    hero.pulse(0);
  }

  private void update(Frame frame) {
    hero.update(frame);
    tiles.update(frame);
    charts.update(frame);
    log.update(frame);
  }
}
