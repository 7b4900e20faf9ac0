package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Styles;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A line that can be selected, and a button that copies it.
final class CopyRow extends HBox {
  private static final Duration TOLD_FOR = Duration.seconds(1.5);

  /// @param id of the field; the button is called `copy-` and the same
  /// @param name what it is, for the tooltip
  CopyRow(String id, String name, ObservableValue<String> text) {
    getStyleClass().add("copy-row");
    setAlignment(Pos.CENTER_LEFT);
    TextField field = new TextField();
    field.setId(id);
    field.setEditable(false);
    field.getStyleClass().addAll(Styles.SMALL, "copy-field");
    field.setAccessibleText(name);
    field.setTooltip(new Tooltip(name));
    field.textProperty().bind(text);
    HBox.setHgrow(field, Priority.ALWAYS);
    Button copy = new Button("Copy", new FontIcon(MaterialDesignC.CONTENT_COPY));
    copy.setId("copy-" + id);
    copy.getStyleClass().add(Styles.SMALL);
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setTooltip(new Tooltip("Copy: " + name.toLowerCase(java.util.Locale.ROOT)));
    copy.setAccessibleText("Copy " + name);
    PauseTransition told = new PauseTransition(TOLD_FOR);
    told.setOnFinished(event -> show(copy, "Copy", MaterialDesignC.CONTENT_COPY));
    copy.setOnAction(event -> {
      Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, field.getText()));
      show(copy, "Copied", MaterialDesignC.CHECK);
      told.playFromStart();
    });
    getChildren().addAll(field, copy);
  }

  private static void show(Button button, String word, Ikon icon) {
    button.setText(word);
    button.setGraphic(new FontIcon(icon));
  }
}
