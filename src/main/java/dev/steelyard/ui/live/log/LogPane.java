package dev.steelyard.ui.live.log;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.LogEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The event log. Follows the newest line until somebody scrolls up, and says how many came since.
/// JavaFX thread.
public final class LogPane extends VBox {
  private final LogModel model = new LogModel();
  private final ListView<LogEntry> list = new ListView<>(model.lines());
  private final Label placeholder = new Label();
  private final FollowEnd follow;
  private LongConsumer onPick = atNanos -> {};

  public LogPane() {
    getStyleClass().addAll("panel", "log");
    getStylesheets()
        .add(Objects.requireNonNull(LogPane.class.getResource("log.css")).toExternalForm());
    list.setCellFactory(view -> new LogCell());
    list.setPlaceholder(placeholder);
    list.setAccessibleText("Event log");
    list.getStyleClass().add("log-list");
    placeholder.getStyleClass().add("empty-state");
    placeholder.setWrapText(true);
    follow = new FollowEnd(list);
    VBox.setVgrow(follow, Priority.ALWAYS);
    getChildren().addAll(header(), follow);
    model.lines().addListener((ListChangeListener<LogEntry>) change -> explainEmptiness());
    list.setOnMouseClicked(click -> pick());
    list.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ENTER) {
        pick();
      }
    });
    explainEmptiness();
  }

  /// The ids that the node filter offers.
  public void setNodes(List<String> ids) {
    model.setNodes(ids);
  }

  /// What happens when a line is clicked: gets its moment, in nanoseconds of the run.
  public void onPick(LongConsumer action) {
    onPick = action;
  }

  /// Takes the newest frame, at most once a pulse. Costs nothing if its log has no new line.
  public void update(Frame frame) {
    follow.beforeUpdate();
    model.update(frame.log());
    follow.afterUpdate();
  }

  private void pick() {
    LogEntry picked = list.getSelectionModel().getSelectedItem();
    if (picked != null) {
      onPick.accept(picked.atNanos());
    }
  }

  private void explainEmptiness() {
    placeholder.setText(
        model.hidesLines()
            ? "No line passes the filters."
            : "Nothing has happened yet.\nBreak a node and see what follows.");
  }

  private Node header() {
    Label title = new Label("Event log");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    ComboBox<String> node = new ComboBox<>(model.nodes());
    node.valueProperty().bindBidirectional(model.nodeProperty());
    node.setAccessibleText("Show lines about");
    node.getStyleClass().add("log-nodes");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox kinds = new HBox();
    kinds.getStyleClass().add("log-kinds");
    for (LogEntry.Kind kind : LogEntry.Kind.values()) {
      kinds.getChildren().add(toggle(kind));
    }
    HBox header = new HBox(title, space, kinds, node);
    header.getStyleClass().add("log-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private ToggleButton toggle(LogEntry.Kind kind) {
    ToggleButton button = new ToggleButton();
    button.setGraphic(KindIcon.of(kind));
    button.getStyleClass().add("log-kind");
    button.setAccessibleText(KindIcon.title(kind));
    button.setTooltip(new Tooltip(KindIcon.title(kind)));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setSelected(true);
    button
        .selectedProperty()
        .subscribe(selected -> {
          Set<LogEntry.Kind> kinds = EnumSet.noneOf(LogEntry.Kind.class);
          kinds.addAll(model.kindsProperty().get());
          if (selected) {
            kinds.add(kind);
          } else {
            kinds.remove(kind);
          }
          model.kindsProperty().set(kinds);
        });
    return button;
  }
}
