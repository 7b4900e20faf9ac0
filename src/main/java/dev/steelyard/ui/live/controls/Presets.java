package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Styles;
import dev.steelyard.ui.setting.Setting;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Two sets of values, one click each; the one that is in use is pressed.
final class Presets<P> extends HBox {
  Presets(Setting<P> setting, P classroom, P production, String source) {
    getStyleClass().add("presets");
    setAlignment(Pos.CENTER);
    ToggleButton left =
        button("Classroom", "Fast enough to be watched", Styles.LEFT_PILL, setting, classroom);
    ToggleButton right = button("Production", source, Styles.RIGHT_PILL, setting, production);
    getChildren().addAll(left, right);
  }

  private ToggleButton button(String name, String what, String pill, Setting<P> setting, P preset) {
    ToggleButton button = new ToggleButton(name);
    button.getStyleClass().addAll(Styles.SMALL, pill, "quiet-toggle");
    button.setTooltip(new Tooltip(what));
    button.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(button, Priority.ALWAYS);
    setting.now().subscribe(now -> button.setSelected(now.equals(preset)));
    button.setOnAction(event -> {
      setting.set(preset);
      button.setSelected(true);
    });
    return button;
  }
}
