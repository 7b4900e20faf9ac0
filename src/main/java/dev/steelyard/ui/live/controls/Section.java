package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// A part of the controls that can be folded away.
final class Section extends TitledPane {
  private final VBox rows = new VBox();

  Section(String title, Node... children) {
    setText(title);
    getStyleClass().addAll(Styles.DENSE, Tweaks.ALT_ICON, "section");
    setAnimated(false);
    rows.getStyleClass().add("section-rows");
    rows.getChildren().setAll(children);
    setContent(rows);
  }

  /// Rows that are there only while `when` holds.
  static VBox shownWhen(ObservableValue<Boolean> when, Node... children) {
    VBox box = new VBox(children);
    box.getStyleClass().add("section-rows");
    box.getStyleClass().add("inner");
    box.visibleProperty().bind(when);
    box.managedProperty().bind(when);
    return box;
  }
}
