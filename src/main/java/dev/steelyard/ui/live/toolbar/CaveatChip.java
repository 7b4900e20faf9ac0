package dev.steelyard.ui.live.toolbar;

import dev.steelyard.ui.live.LiveModel;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// A chip that is there while the figures are not to be trusted. It keeps its place while it is
/// not, so that nothing moves when it comes.
final class CaveatChip extends Label {
  CaveatChip(LiveModel live) {
    setId("caveat");
    getStyleClass().add("caveat");
    setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
    CaveatModel model = new CaveatModel();
    live.frameProperty().subscribe(model::update);
    Tooltip whole = new Tooltip();
    setTooltip(whole);
    textProperty().bind(model.caveatProperty().map(Caveat::words));
    whole.textProperty().bind(model.caveatProperty().map(Caveat::sentence));
    accessibleTextProperty().bind(whole.textProperty());
    visibleProperty().bind(model.caveatProperty().map(caveat -> !caveat.equals(Caveat.NONE)));
  }
}
