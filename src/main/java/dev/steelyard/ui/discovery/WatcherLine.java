package dev.steelyard.ui.discovery;

import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.ui.kit.StateMark;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// One balancer: its state as a shape and a word, whether its list is stale, and what is in the
/// list.
final class WatcherLine extends VBox {
  private final Label name = new Label();
  private final Label state = new Label();
  private final SVGPath shape = new SVGPath();
  private final Label stale = new Label();
  private final Label list = new Label();
  private final Label figures = new Label();
  private final Tooltip why = new Tooltip();

  WatcherLine() {
    getStyleClass().addAll("discovery-line", "watcher-line");
    name.getStyleClass().add("lease-name");
    name.setMinWidth(USE_PREF_SIZE);
    shape.setFillRule(FillRule.EVEN_ODD);
    shape.getStyleClass().add("state-shape");
    state.setGraphic(shape);
    state.getStyleClass().addAll("state-label", "pill");
    state.setMinWidth(USE_PREF_SIZE);
    state.setTooltip(why);
    stale.getStyleClass().add("stale-mark");
    stale.setMinWidth(USE_PREF_SIZE);
    stale.setTooltip(new Tooltip("It works with the last list from before it was cut off"));
    list.setWrapText(true);
    figures.getStyleClass().add("caption");
    figures.setWrapText(true);
    HBox head = new HBox(name, state, stale);
    head.getStyleClass().add("discovery-head");
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, list, figures);
  }

  void show(WatcherRow row) {
    name.setText(row.name());
    state.setText(row.state().word());
    StateMark mark = mark(row.state());
    state
        .getStyleClass()
        .removeAll(Arrays.stream(StateMark.values()).map(StateMark::word).toList());
    state.getStyleClass().add(mark.word());
    shape.setContent(mark.path());
    why.setText(row.reason());
    stale.setText(row.stale());
    stale.setVisible(!row.stale().isEmpty());
    list.setText((row.differs() ? "≠ " : "= ") + row.list());
    figures.setText(row.figures());
    setAccessibleText(
        row.name() + " " + row.state().word() + ", " + row.stale() + ", " + row.list());
  }

  /// The shapes and colours of nodes' states, for states that are as good or as bad.
  private static StateMark mark(DiscoveryState state) {
    return switch (state) {
      case STARTING -> StateMark.WARMING_UP;
      case WATCHING -> StateMark.UP;
      case POLLING -> StateMark.HALF_OPEN;
      case RECONNECTING -> StateMark.DEGRADED;
      case OUTDATED -> StateMark.BROKEN;
      case STOPPED -> StateMark.GONE;
    };
  }
}
