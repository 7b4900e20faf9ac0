package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Styles;
import dev.steelyard.ui.setting.TypedRow;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// One line for each step of the rate: how much, for how long.
final class StepsEditor extends VBox {
  private final ShapeModel model;
  private final VBox lines = new VBox();

  StepsEditor(ShapeModel model) {
    this.model = model;
    getStyleClass().add("section-rows");
    lines.getStyleClass().add("section-rows");
    Button add = new Button("Add step", new FontIcon(MaterialDesignP.PLUS));
    add.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    add.setTooltip(new Tooltip("One more step, like the last one"));
    add.setOnAction(event -> model.addStep());
    getChildren().addAll(lines, add);
    model.stepCount().now().subscribe(this::build);
  }

  private void build(int count) {
    lines.getChildren().clear();
    for (int i = 0; i < count; i++) {
      lines.getChildren().add(line(i, count > 1));
    }
  }

  private Node line(int index, boolean removable) {
    TypedSetting<Double> rate = model.stepRate(index);
    TypedSetting<Duration> time = model.stepTime(index);
    String name = "Step " + (index + 1);
    TextField rateField = field(name + " rate", rate);
    TextField timeField = field(name + " time", time);
    Button remove = new Button("", new FontIcon(MaterialDesignC.CLOSE));
    remove.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "reset-setting");
    remove.setAccessibleText("Remove " + name);
    remove.setTooltip(new Tooltip("Remove this step"));
    remove.setVisible(removable);
    remove.setOnAction(event -> model.removeStep(index));
    HBox line = new HBox(rateField, caption("req/s for"), timeField, remove);
    line.getStyleClass().add("setting-line");
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(line, TypedRow.message(rate), TypedRow.message(time));
  }

  private static TextField field(String name, TypedSetting<?> setting) {
    TextField field = new TextField();
    TypedRow.bind(field, name, setting);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private static Label caption(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("caption");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
