package dev.steelyard.ui.live.log;

import dev.steelyard.metrics.LogEntry;
import dev.steelyard.ui.kit.Figures;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line: when, what kind, which node, what. Wraps instead of cutting the reason off.
final class LogCell extends ListCell<LogEntry> {
  private final Label time = new Label();
  private final FontIcon icon = new FontIcon();
  private final Text node = new Text();
  private final Text text = new Text();
  private final HBox line;

  LogCell() {
    getStyleClass().add("log-cell");
    time.getStyleClass().add("log-time");
    time.setMinWidth(USE_PREF_SIZE);
    node.getStyleClass().add("log-node");
    text.getStyleClass().add("log-text");
    TextFlow words = new TextFlow(node, text);
    HBox.setHgrow(words, Priority.ALWAYS);
    line = new HBox(time, icon, words);
    line.setAlignment(Pos.TOP_LEFT);
    line.getStyleClass().add("log-line");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(LogEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (empty || entry == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    time.setText(Figures.moment(entry.atNanos()));
    KindIcon.show(icon, entry.kind());
    node.setText(entry.node().map(id -> id + "  ").orElse(""));
    text.setText(entry.text());
    setAccessibleText(time.getText() + " " + node.getText() + entry.text());
    setGraphic(line);
  }

  /// As high as the wrapped words need; a plain cell would take the height of one line. The list
  /// asks before it has a width, too, and keeps the answer: one line is a better guess then than
  /// words one below another.
  @Override
  protected double computePrefHeight(double width) {
    if (getGraphic() == null) {
      return super.computePrefHeight(width);
    }
    double room = width - snappedLeftInset() - snappedRightInset();
    return snappedTopInset()
        + line.prefHeight(room > 0 ? room : USE_COMPUTED_SIZE)
        + snappedBottomInset();
  }
}
