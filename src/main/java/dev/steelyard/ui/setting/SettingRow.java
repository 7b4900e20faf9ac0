package dev.steelyard.ui.setting;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One line of the controls: the setting's name, the control, its unit, and the way back.
public class SettingRow extends VBox {
  /// For a control that needs the room of the unit for itself.
  public static final String NO_UNIT = "none";

  public SettingRow(String name, String unit, String what, Region control, Node reset) {
    getStyleClass().add("setting-row");
    Label label = new Label(name);
    label.setLabelFor(control);
    label.setMinWidth(USE_PREF_SIZE);
    Tooltip tooltip = new Tooltip(what);
    Tooltip.install(label, tooltip);
    Tooltip.install(control, tooltip);
    control.setAccessibleHelp(what);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(label, gap, control);
    line.getStyleClass().add("setting-line");
    line.setAlignment(Pos.CENTER_LEFT);
    if (!unit.equals(NO_UNIT)) {
      Label unitLabel = new Label(unit);
      unitLabel.getStyleClass().addAll("caption", "setting-unit");
      line.getChildren().add(unitLabel);
    }
    line.getChildren().add(reset);
    getChildren().add(line);
  }
}
