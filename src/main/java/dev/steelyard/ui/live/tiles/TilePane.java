package dev.steelyard.ui.live.tiles;

import dev.steelyard.ui.kit.Figure;
import dev.steelyard.ui.kit.Sparkline;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// One tile: title and level, figure and unit, and a line.
final class TilePane extends VBox {
  /// In a narrower tile the word beside the mark would cut the title off.
  private static final double ROOM_FOR_WORD = 136;

  private final TileKind kind;
  private final Label number = new Label();
  private final Label unit = new Label();
  private final Label level = new Label();
  private final SVGPath mark = new SVGPath();
  private final Sparkline line = new Sparkline();

  TilePane(TileKind kind, ObservableValue<Tile> tile) {
    this.kind = kind;
    getStyleClass().addAll("panel", "tile");
    setAccessibleRole(AccessibleRole.TEXT);
    setFocusTraversable(true);
    Label title = new Label(kind.title());
    title.getStyleClass().add("tile-title");
    mark.setFillRule(FillRule.EVEN_ODD);
    mark.getStyleClass().add("state-shape");
    level.setGraphic(mark);
    level.getStyleClass().addAll("state-label", "tile-level");
    level.setMinWidth(USE_PREF_SIZE);
    level
        .contentDisplayProperty()
        .bind(
            widthProperty()
                .map(width ->
                    width.doubleValue() < ROOM_FOR_WORD
                        ? ContentDisplay.GRAPHIC_ONLY
                        : ContentDisplay.LEFT));
    number.getStyleClass().add("figure");
    number.setMinWidth(USE_PREF_SIZE);
    unit.getStyleClass().add("unit");
    unit.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(title, space, level);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox figure = new HBox(number, unit);
    figure.setAlignment(Pos.BASELINE_LEFT);
    figure.getStyleClass().add("tile-figure");
    line.setPrefHeight(16);
    VBox.setVgrow(line, Priority.ALWAYS);
    getChildren().addAll(head, figure, line);
    Tooltip.install(this, new Tooltip(kind.explanation() + "\nOver the last 10 s; line: 60 s."));
    tile.subscribe(this::show);
  }

  private void show(Tile tile) {
    Figure figure = tile.figure();
    number.setText(figure.number());
    unit.setText(figure.unit());
    number.getStyleClass().remove("no-data");
    if (figure.isNone()) {
      number.getStyleClass().add("no-data");
    }
    level.setVisible(tile.level() != Level.NONE);
    level.setText(tile.level() == Level.GOOD ? "" : tile.level().word());
    level.getStyleClass().setAll("label", "state-label", "tile-level");
    tile.level()
        .mark()
        .ifPresent(state -> {
          level.getStyleClass().add(state.word());
          mark.setContent(state.path());
        });
    line.show(
        tile.line().stream().mapToDouble(Double::doubleValue).toArray(),
        tile.low(),
        tile.high(),
        tile.level().ink());
    setAccessibleText(
        (kind.title() + " " + figure.text() + ", " + tile.level().word()).replaceAll(", $", ""));
  }
}
