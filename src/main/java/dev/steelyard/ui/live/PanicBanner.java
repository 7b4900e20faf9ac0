package dev.steelyard.ui.live;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// Says that the balancer sends to all nodes, since too few of them seem healthy.
final class PanicBanner extends HBox {
  PanicBanner(LiveModel live) {
    setId("panic");
    getStyleClass().addAll("banner", "panic");
    setAlignment(Pos.CENTER_LEFT);
    Label words = new Label();
    words.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
    words.setWrapText(true);
    words
        .textProperty()
        .bind(
            live.balancer()
                .now()
                .map(settings ->
                    "Panic: fewer than "
                        + Math.round(settings.panicThreshold() * 100)
                        + " % of the nodes seem healthy, so the balancer sends to those that are"
                        + " down or ejected, too."));
    getChildren().add(words);
    visibleProperty()
        .bind(
            live.phaseProperty()
                .flatMap(
                    phase -> live.frameProperty().map(frame -> frame.panic() && phase.shows())));
    managedProperty().bind(visibleProperty());
  }
}
