package dev.steelyard.ui;

import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.LiveScreen;
import dev.steelyard.ui.rail.Place;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What the keys do. They do nothing while somebody types, and the space bar presses a button that
/// was reached by Tab; a button that was clicked does not keep it.
final class Keys {
  private static final String DIGITS = "123456789";

  private final LiveModel live;
  private final LiveScreen screen;
  private final Desk desk;

  Keys(LiveModel live, LiveScreen screen, Desk desk) {
    this.live = live;
    this.screen = screen;
    this.desk = desk;
  }

  void listenTo(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (takes(event, scene.getFocusOwner()) && act(event.getCode(), event.getText())) {
            event.consume();
          }
        });
  }

  private static boolean takes(KeyEvent event, Node focused) {
    if (event.isShortcutDown() || event.isControlDown() || event.isAltDown()) {
      return false;
    }
    if (event.getCode() == KeyCode.F1) {
      return true;
    }
    if (focused instanceof TextInputControl) {
      return false;
    }
    boolean reachedByTab = focused != null && focused.isFocusVisible();
    return event.getCode() != KeyCode.SPACE || !reachedByTab;
  }

  private boolean act(KeyCode code, String text) {
    for (Place place : Place.values()) {
      if (code == place.key()) {
        desk.placeProperty().set(place);
        return true;
      }
    }
    return actAnywhere(code) || (desk.placeProperty().get() == Place.LIVE && actOnLive(code, text));
  }

  private boolean actAnywhere(KeyCode code) {
    switch (code) {
      case SPACE -> live.toggleRun();
      case R -> desk.reset();
      case T -> desk.toggleTheme();
      case F1 -> desk.toggleHelp();
      case ESCAPE -> {
        boolean shown = desk.helpShownProperty().get();
        desk.helpShownProperty().set(false);
        return shown;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean actOnLive(KeyCode code, String text) {
    switch (code) {
      case K -> screen.toggleSelected();
      case C -> desk.toggleControls();
      case ESCAPE -> {
        return deselect();
      }
      default -> {
        int place = text.isEmpty() ? -1 : DIGITS.indexOf(text);
        if (place < 0) {
          return false;
        }
        live.selectAt(place);
      }
    }
    return true;
  }

  private boolean deselect() {
    boolean any = !live.selectedProperty().get().isEmpty();
    live.deselect();
    return any;
  }
}
