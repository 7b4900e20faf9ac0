package dev.steelyard.ui.rail;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// One button for each screen, its icon over its word. Where there is no width to spare it can lie,
/// with the words beside the icons.
public final class Rail extends StackPane {
  private static final PseudoClass LYING = PseudoClass.getPseudoClass("lying");

  private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);
  private boolean lying;

  /// @param place the screen that is on show; the rail changes it
  public Rail(ObjectProperty<Place> place) {
    getStyleClass().add("rail");
    getStylesheets()
        .add(Objects.requireNonNull(Rail.class.getResource("rail.css")).toExternalForm());
    for (Place each : Place.values()) {
      ToggleButton button = new ToggleButton(each.title(), new FontIcon(each.icon()));
      button.setId("rail-" + each.id());
      button.getStyleClass().add("rail-button");
      button.setTooltip(new Tooltip(each.what() + "  (" + each.key().getName() + ")"));
      button.setAccessibleText("Screen: " + each.title());
      button.setMaxWidth(Double.MAX_VALUE);
      button.setWrapText(true);
      button.setOnAction(event -> {
        place.set(each);
        button.setSelected(true); // A second click does not leave the screen.
      });
      buttons.put(each, button);
    }
    place.subscribe(now -> buttons.forEach((each, button) -> button.setSelected(each == now)));
    arrange();
  }

  /// Whether it lies on top of something instead of standing at the edge.
  public void setLying(boolean lies) {
    if (lies != lying) {
      lying = lies;
      arrange();
    }
  }

  private void arrange() {
    pseudoClassStateChanged(LYING, lying);
    getChildren().clear();
    Pane row = lying ? new HBox() : new VBox();
    row.getStyleClass().add("rail-row");
    for (ToggleButton button : buttons.values()) {
      button.setContentDisplay(lying ? ContentDisplay.LEFT : ContentDisplay.TOP);
    }
    row.getChildren().setAll(buttons.values());
    getChildren().add(row);
  }
}
