package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A field of a form with its name before it and what is wrong with it under it.
final class FieldRow extends VBox {
  private static final double LINE = 21;

  /// @param id of the field
  /// @param what one sentence for the tooltip
  /// @param prompt what stands in the field while it is empty
  static FieldRow line(String id, String name, String what, String prompt, Entry<?> entry) {
    return new FieldRow(id, name, what, prompt, entry, new TextField());
  }

  /// A field of several lines.
  static FieldRow lines(String id, String name, String what, String prompt, Entry<?> entry) {
    TextArea area = new TextArea();
    area.setPrefRowCount(2);
    area.setMinHeight(2 * LINE + 10);
    area.setPrefHeight(2 * LINE + 10);
    return new FieldRow(id, name, what, prompt, entry, area);
  }

  private FieldRow(
      String id, String name, String what, String prompt, Entry<?> entry, TextInputControl field) {
    getStyleClass().add("field-row");
    Label label = new Label(name);
    label.getStyleClass().add("field-name");
    label.setLabelFor(field);
    Tooltip tooltip = new Tooltip(what);
    label.setTooltip(tooltip);
    field.setTooltip(tooltip);
    field.setAccessibleText(name);
    field.setAccessibleHelp(what);
    field.setPromptText(prompt);
    field.getStyleClass().addAll(Styles.SMALL, "form-field");
    field.setId(id);
    field.textProperty().bindBidirectional(entry.textProperty());
    entry
        .messageProperty()
        .subscribe(
            message -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !message.isEmpty()));
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox line = new HBox(label, field);
    line.getStyleClass().add("field-line");
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, message(entry));
  }

  /// What is wrong; takes no room while nothing is.
  static Label message(Entry<?> entry) {
    Label message = new Label();
    message.getStyleClass().add("setting-message");
    message.setWrapText(true);
    message.setMinHeight(USE_PREF_SIZE);
    message.textProperty().bind(entry.messageProperty());
    message.visibleProperty().bind(entry.messageProperty().isNotEmpty());
    message.managedProperty().bind(message.visibleProperty());
    return message;
  }
}
