package dev.steelyard.ui.setting;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A setting that is on or off.
public final class CheckRow extends HBox {
  public CheckRow(String name, String what, Setting<Boolean> setting) {
    getStyleClass().addAll("setting-row", "setting-line");
    setAlignment(Pos.CENTER_LEFT);
    CheckBox box = new CheckBox(name);
    box.setId("check-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    box.setTooltip(new Tooltip(what));
    box.setAccessibleHelp(what);
    setting.now().subscribe(box::setSelected);
    box.selectedProperty().subscribe((before, now) -> setting.set(now));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(box, gap, new ResetButton(name, setting.changed(), setting::reset));
  }
}
