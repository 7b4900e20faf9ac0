package dev.steelyard.ui.live.tiles;

import dev.steelyard.metrics.Frame;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Six figures in a row, and below them a warning when they are not to be trusted. JavaFX thread.
public final class TilesPane extends VBox {
  private final TilesModel model = new TilesModel();

  public TilesPane() {
    getStyleClass().add("tiles");
    getStylesheets()
        .add(Objects.requireNonNull(TilesPane.class.getResource("tiles.css")).toExternalForm());
    GridPane row = new GridPane();
    row.getStyleClass().add("tiles-row");
    int column = 0;
    for (TileKind kind : TileKind.values()) {
      ColumnConstraints equal = new ColumnConstraints();
      equal.setPercentWidth(100.0 / TileKind.values().length);
      equal.setHgrow(Priority.ALWAYS);
      row.getColumnConstraints().add(equal);
      row.add(new TilePane(kind, model.tileProperty(kind)), column++, 0);
    }
    Label warning = new Label();
    warning.getStyleClass().add("tiles-warning");
    warning.setMaxWidth(Double.MAX_VALUE);
    warning.textProperty().bind(model.warningProperty());
    warning.visibleProperty().bind(model.warningProperty().isNotEmpty());
    warning.managedProperty().bind(warning.visibleProperty());
    getChildren().addAll(row, warning);
  }

  /// Takes the newest frame, at most once a pulse. Costs nothing if it is the one shown already.
  public void update(Frame frame) {
    model.update(frame);
  }
}
