package dev.steelyard.ui.live;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// Says that the experiment cannot go on, why, and offers the way out.
final class Banner extends HBox {
  Banner(LiveModel live, Desk desk) {
    getStyleClass().add("banner");
    setAlignment(Pos.CENTER_LEFT);
    Label words = new Label();
    words.setGraphic(new FontIcon(MaterialDesignA.ALERT_OCTAGON_OUTLINE));
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    words
        .textProperty()
        .bind(
            live.problemProperty().map(why -> why + " Start it again, or pick another scenario."));
    HBox.setHgrow(words, Priority.ALWAYS);
    Button again = new Button("Start again");
    again.setId("start-again");
    again.getStyleClass().add(Styles.SMALL);
    again.setMinWidth(USE_PREF_SIZE);
    again.setOnAction(event -> desk.reset());
    getChildren().addAll(words, again);
    visibleProperty().bind(live.phaseProperty().map(phase -> phase == Phase.BROKEN));
    managedProperty().bind(visibleProperty());
  }
}
