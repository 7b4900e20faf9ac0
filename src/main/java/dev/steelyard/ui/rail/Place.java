package dev.steelyard.ui.rail;

import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// A screen that the window can show, in the order of the rail.
public enum Place {
  LIVE("Live", KeyCode.L, "The running experiment: flow, nodes, charts and events"),
  FRONT_DOOR(
      "Front door", KeyCode.D, "Let real programs in, and say which request goes to which pool");

  private final String title;
  private final KeyCode key;
  private final String what;

  Place(String title, KeyCode key, String what) {
    this.title = title;
    this.key = key;
    this.what = what;
  }

  /// The name on screen.
  public String title() {
    return title;
  }

  /// The key that leads there.
  public KeyCode key() {
    return key;
  }

  /// What is to be found there, as a sentence without a full stop.
  public String what() {
    return what;
  }

  /// The style class and the id of its button: `front-door`.
  public String id() {
    return switch (this) {
      case LIVE -> "live";
      case FRONT_DOOR -> "front-door";
    };
  }

  Ikon icon() {
    return switch (this) {
      case LIVE -> MaterialDesignP.PULSE;
      case FRONT_DOOR -> MaterialDesignD.DOOR_OPEN;
    };
  }
}
