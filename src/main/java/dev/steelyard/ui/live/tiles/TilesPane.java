package dev.steelyard.ui.live.tiles;

import dev.steelyard.metrics.Frame;
import java.util.Objects;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Six figures in a row. JavaFX thread.
public final class TilesPane extends GridPane {
  private final TilesModel model = new TilesModel();

  public TilesPane() {
    getStyleClass().add("tiles");
    getStylesheets()
        .add(Objects.requireNonNull(TilesPane.class.getResource("tiles.css")).toExternalForm());
    int column = 0;
    for (TileKind kind : TileKind.values()) {
      ColumnConstraints equal = new ColumnConstraints();
      equal.setPercentWidth(100.0 / TileKind.values().length);
      equal.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(equal);
      add(new TilePane(kind, model.tileProperty(kind)), column++, 0);
    }
  }

  /// Takes the newest frame, at most once a pulse. Costs nothing if it is the one shown already.
  public void update(Frame frame) {
    model.update(frame);
  }
}
