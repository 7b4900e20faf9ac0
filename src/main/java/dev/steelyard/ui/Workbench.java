package dev.steelyard.ui;

import dev.steelyard.ui.frontdoor.DoorModel;
import dev.steelyard.ui.frontdoor.FrontDoorScreen;
import dev.steelyard.ui.frontdoor.KeyMaker;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.Head;
import dev.steelyard.ui.live.HelpCard;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.LiveScreen;
import dev.steelyard.ui.rail.Place;
import dev.steelyard.ui.rail.Rail;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/// All that the window holds: the bar at the top, the rail at the edge, and the screen that the
/// rail has chosen.
public final class Workbench extends StackPane {
  /// Below this width the rail and the controls do not stand beside each other.
  private static final double ROOM_FOR_RAIL = 1_100;

  private final LiveModel live;
  private final Desk desk;
  private final BorderPane body = new BorderPane();
  private final Rail rail;
  private final LiveScreen liveScreen;
  private final FrontDoorScreen frontDoor;
  private final DoorModel door;

  /// @param door the front door of what runs
  Workbench(LiveModel live, Desk desk, DoorModel door) {
    this.live = live;
    this.desk = desk;
    this.door = door;
    liveScreen = new LiveScreen(live, desk);
    frontDoor = new FrontDoorScreen(door, live.gateway(), live.pools(), KeyMaker::make);
    live.experimentProperty().subscribe(running -> door.attach(running.map(DoorOf::new)));
    rail = new Rail(desk.placeProperty());
    body.setTop(new Head(live, desk));
    getStyleClass().add("workbench");
    getChildren().addAll(body, new HelpCard(desk));
    desk.placeProperty().subscribe(this::show);
    desk.controlsShownProperty().subscribe(shown -> placeRail());
    widthProperty().subscribe(width -> placeRail());
  }

  /// Dresses the scene that this is the root of, and listens to its keys.
  void enter(Scene scene) {
    desk.themeProperty().subscribe((Theme theme) -> theme.apply(scene));
    new Keys(live, liveScreen, desk).listenTo(scene);
  }

  /// Goes on by one picture: takes the newest frame over and moves what moves.
  ///
  /// @param nanos since the picture before
  void pulse(long nanos) {
    liveScreen.pulse(nanos);
    door.pulse(nanos);
  }

  private void show(Place place) {
    body.setCenter(
        switch (place) {
          case LIVE -> liveScreen;
          case FRONT_DOOR -> frontDoor;
        });
    placeRail();
  }

  /// At the edge; in a narrow window it lies on the controls while they are there.
  private void placeRail() {
    boolean lies =
        getWidth() > 0
            && getWidth() < ROOM_FOR_RAIL
            && desk.placeProperty().get() == Place.LIVE
            && desk.controlsShownProperty().get();
    body.setLeft(null);
    liveScreen.setAboveControls(Optional.empty());
    rail.setLying(lies);
    if (lies) {
      liveScreen.setAboveControls(Optional.of(rail));
    } else {
      body.setLeft(rail);
    }
  }
}
