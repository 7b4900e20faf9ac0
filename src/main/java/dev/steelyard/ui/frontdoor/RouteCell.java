package dev.steelyard.ui.frontdoor;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// A route: its name and pool, what it asks for, what becomes of the path, and what is the matter.
final class RouteCell extends ListCell<RoutesModel.Row> {
  private final Label id = label("route-id");
  private final Label pool = label("route-pool");
  private final Label asks = label("caption");
  private final Label rewrites = label("caption");
  private final Label problem = label("setting-hint");
  private final VBox all;

  RouteCell() {
    getStyleClass().add("route-cell");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(id, gap, pool);
    head.setAlignment(Pos.CENTER_LEFT);
    problem.setWrapText(true);
    problem.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
    all = new VBox(head, asks, rewrites, problem);
    setPrefWidth(0);
  }

  private static Label label(String styleClass) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    return label;
  }

  @Override
  protected void updateItem(RoutesModel.Row row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    id.setText(row.route().id());
    pool.setText("to " + row.route().pool());
    asks.setText(row.asks());
    show(rewrites, row.rewrites());
    show(problem, String.join("; ", row.problems()));
    setAccessibleText(
        row.route().id() + " to " + row.route().pool() + ", " + row.asks() + problem.getText());
    setGraphic(all);
  }

  /// As high as the wrapped words need; a plain cell would take the height of one line.
  @Override
  protected double computePrefHeight(double width) {
    double room = width - snappedLeftInset() - snappedRightInset();
    return getGraphic() == null || room <= 0
        ? super.computePrefHeight(width)
        : snappedTopInset() + all.prefHeight(room) + snappedBottomInset();
  }

  private static void show(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
