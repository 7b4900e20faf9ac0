package dev.steelyard.ui.setting;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// A part of the controls that can be folded away.
public final class Section extends TitledPane {
  public Section(String title, Node... children) {
    setText(title);
    getStyleClass().addAll(Styles.DENSE, Tweaks.ALT_ICON, "section");
    setAnimated(false);
    setContent(rows(children));
  }

  /// Says in its title whether what it is about is on, also while it is folded.
  public Section telling(ObservableValue<Boolean> on) {
    String title = getText();
    textProperty()
        .bind(Bindings.createStringBinding(() -> title + (on.getValue() ? ": on" : ": off"), on));
    return this;
  }

  /// Folded at first.
  public Section folded() {
    setExpanded(false);
    return this;
  }

  /// Rows that are there only while `when` holds.
  public static VBox shownWhen(ObservableValue<Boolean> when, Node... children) {
    VBox box = rows(children);
    box.visibleProperty().bind(when);
    box.managedProperty().bind(when);
    return box;
  }

  /// A remark that is there only while it says something.
  public static Label hint(ObservableValue<String> words) {
    Label hint = new Label();
    hint.getStyleClass().add("setting-hint");
    hint.setWrapText(true);
    hint.textProperty().bind(words);
    hint.visibleProperty().bind(hint.textProperty().isNotEmpty());
    hint.managedProperty().bind(hint.visibleProperty());
    return hint;
  }

  private static VBox rows(Node... children) {
    VBox box = new VBox(children);
    box.getStyleClass().add("section-rows");
    return box;
  }
}
