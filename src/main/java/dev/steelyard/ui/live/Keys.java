package dev.steelyard.ui.live;

import dev.steelyard.ui.live.cards.CardsModel;
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
  private final CardsModel cards;
  private final Desk desk;

  Keys(LiveModel live, CardsModel cards, Desk desk) {
    this.live = live;
    this.cards = cards;
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
    switch (code) {
      case SPACE -> live.toggleRun();
      case R -> desk.reset();
      case K -> cards.toggleSelected();
      case C -> desk.toggleControls();
      case T -> desk.toggleTheme();
      case F1 -> desk.toggleHelp();
      case ESCAPE -> {
        return escape();
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

  private boolean escape() {
    if (desk.helpShownProperty().get()) {
      desk.toggleHelp();
      return true;
    }
    boolean any = !live.selectedProperty().get().isEmpty();
    live.deselect();
    return any;
  }
}
