package dev.steelyard.ui.frontdoor;

import dev.steelyard.metrics.DoorRequest;
import dev.steelyard.run.DoorStatus;
import dev.steelyard.ui.kit.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The latest requests of real clients, newest first.
final class RequestsPane extends VBox {
  /// The table adds the greatest widths up, so that an endless one would leave the others none.
  private static final double MOST_PATH_WIDTH = 5_000;

  /// From here on it is the service that failed, not the client.
  private static final int LOST = 500;

  private final ObservableList<DoorRequest> rows = FXCollections.observableArrayList();
  private final TableView<DoorRequest> table = new TableView<>(rows);
  private List<DoorRequest> shown = List.of();

  RequestsPane(DoorModel model) {
    getStyleClass().addAll("panel", "requests-pane");
    Label title = new Label("Last requests");
    title.getStyleClass().add("panel-title");
    Label sample = new Label();
    sample.setId("requests-sample");
    sample.getStyleClass().add("caption");
    sample.textProperty().bind(model.sampleWords());
    sample.setTooltip(
        new Tooltip("Under load not every request is listed; all of them are counted"));
    HBox head = new HBox(title, sample);
    head.getStyleClass().add("form-head");
    head.setAlignment(Pos.CENTER_LEFT);
    table.setId("requests");
    table.setAccessibleText("Last requests of real clients, newest first");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label placeholder = new Label();
    placeholder.getStyleClass().add("empty-state");
    placeholder.setWrapText(true);
    model
        .stateProperty()
        .subscribe(now ->
            placeholder.setText(
                now == DoorModel.State.OPEN
                    ? "Nobody came yet. Copy the line for curl and run it."
                    : "Open the door, and requests of real clients show here."));
    table.setPlaceholder(placeholder);
    columns();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head, table);
    model.statusProperty().subscribe(this::show);
  }

  private void columns() {
    column("Time", 66, request -> Figures.moment(request.atNanos()), true);
    column("Client", 92, DoorRequest::client, false);
    column("Method", 66, DoorRequest::method, false);
    column("Node", 60, request -> request.node().isEmpty() ? "–" : request.node(), false);
    column("Attempts", 78, request -> Figures.count(request.attempts()), true);
    column("Status", 64, RequestsPane::status, true);
    column("Duration", 78, request -> Figures.duration(request.nanos()).text(), true);
    TableColumn<DoorRequest, String> path = column("Path", 80, DoorRequest::path, false);
    table.getColumns().remove(path);
    table.getColumns().add(3, path);
    path.setPrefWidth(320);
    path.setMaxWidth(MOST_PATH_WIDTH);
    table.getColumns().stream()
        .filter(each -> !each.equals(path))
        .forEach(each -> each.setMaxWidth(140));
  }

  private TableColumn<DoorRequest, String> column(
      String name, double width, Function<DoorRequest, String> words, boolean number) {
    TableColumn<DoorRequest, String> column = new TableColumn<>(name);
    column.setCellValueFactory(
        cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())).getReadOnlyProperty());
    column.setMinWidth(width);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    if (number) {
      column.getStyleClass().add("number-column");
    }
    table.getColumns().add(column);
    return column;
  }

  /// The status, with a cross if the request was lost.
  static String status(DoorRequest request) {
    if (request.status() == 0) {
      return "× none";
    }
    return (request.status() < LOST ? "" : "× ") + request.status();
  }

  private void show(Optional<DoorStatus> status) {
    List<DoorRequest> latest = status.map(DoorStatus::latest).orElse(List.of());
    if (latest.equals(shown)) {
      return;
    }
    shown = latest;
    List<DoorRequest> newestFirst = new ArrayList<>(latest);
    Collections.reverse(newestFirst);
    rows.setAll(newestFirst);
  }
}
