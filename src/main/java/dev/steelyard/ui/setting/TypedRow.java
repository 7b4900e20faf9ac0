package dev.steelyard.ui.setting;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A typed setting: Enter or leaving the field applies it, Esc brings the running value back.
public final class TypedRow extends SettingRow {
  public TypedRow(String name, String unit, String what, TypedSetting<?> model) {
    this(name, unit, what, model, new TextField());
  }

  private TypedRow(String name, String unit, String what, TypedSetting<?> model, TextField field) {
    super(name, unit, what, field, new ResetButton(name, model.setting().changed(), model::reset));
    bind(field, name, model);
    getChildren().add(message(model));
  }

  /// Makes `field` the view of a typed setting.
  public static void bind(TextField field, String name, TypedSetting<?> model) {
    field.getStyleClass().addAll(Styles.SMALL, "setting-field");
    field.setAccessibleText(name);
    field.setId("field-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    field.textProperty().bindBidirectional(model.textProperty());
    field.setOnAction(event -> model.commit());
    field
        .focusedProperty()
        .subscribe((before, focused) -> {
          if (!focused) {
            model.commit();
          }
        });
    field.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            model.revert();
            event.consume();
          }
        });
    model
        .messageProperty()
        .subscribe(
            message -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !message.isEmpty()));
  }

  /// What is wrong with what stands in the field; takes no room while nothing is.
  public static Label message(TypedSetting<?> model) {
    Label message = new Label();
    message.getStyleClass().add("setting-message");
    message.setWrapText(true);
    message.textProperty().bind(model.messageProperty());
    message.visibleProperty().bind(model.messageProperty().isNotEmpty());
    message.managedProperty().bind(message.visibleProperty());
    return message;
  }
}
