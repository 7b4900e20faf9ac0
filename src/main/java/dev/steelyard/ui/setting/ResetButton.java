package dev.steelyard.ui.setting;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/// Brings one setting back to what the scenario says. It is there only while that makes a
/// difference; its room is kept.
public final class ResetButton extends Button {
  public ResetButton(String name, ObservableValue<Boolean> changed, Runnable reset) {
    setGraphic(new FontIcon(MaterialDesignR.RESTORE));
    getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "reset-setting");
    setAccessibleText("Reset " + name.toLowerCase(Locale.ROOT));
    setTooltip(new Tooltip("Back to the scenario's value"));
    setOnAction(event -> reset.run());
    visibleProperty().bind(changed);
  }
}
