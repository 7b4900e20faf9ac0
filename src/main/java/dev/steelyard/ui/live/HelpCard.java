package dev.steelyard.ui.live;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The help that lies over the screen: the keys, and what the marks of the flow mean.
public final class HelpCard extends StackPane {
  private static final List<List<String>> KEYS =
      List.of(
          List.of("Space", "Pause the traffic, or go on"),
          List.of("R", "Start the scenario again from its beginning"),
          List.of("1 – 9", "Select a node; once more: deselect it"),
          List.of("K", "Kill the selected node, or revive it"),
          List.of("L / D", "The Live screen / the Front door"),
          List.of("C", "Show or hide the controls"),
          List.of("T", "Other theme"),
          List.of("F1", "Show or hide this help"),
          List.of("Esc", "Close the help, deselect the node"));

  private static final List<List<String>> MARKS =
      List.of(
          List.of("disc", "first try, on its way to a node"),
          List.of("triangle", "retry: back to the balancer, out to another node"),
          List.of("ring", "answer, on its way home"),
          List.of("cross", "failure, where it failed"),
          List.of("real / seen", "what is true of a node / what the balancer believes of it"),
          List.of("tick", "on the share bar: the share that is expected"));

  public HelpCard(Desk desk) {
    getStylesheets().add(LiveScreen.stylesheet());
    visibleProperty().bind(desk.helpShownProperty());
    setOnMouseClicked(event -> desk.toggleHelp());
    Region veil = new Region();
    veil.getStyleClass().add("help-veil");
    Label heading = new Label("Help");
    heading.getStyleClass().add("heading");
    Button close = new Button("", new FontIcon(MaterialDesignC.CLOSE));
    close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    close.setAccessibleText("Close the help");
    close.setOnAction(event -> desk.toggleHelp());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox top = new HBox(heading, gap, close);
    top.setAlignment(Pos.CENTER_LEFT);
    VBox card =
        new VBox(top, title("Keys"), table(KEYS, "key"), title("Marks"), table(MARKS, "mark"));
    card.getStyleClass().addAll("panel", "help-card");
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    card.setOnMouseClicked(event -> event.consume());
    getChildren().addAll(veil, card);
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("panel-title");
    return title;
  }

  private static GridPane table(List<List<String>> lines, String styleClass) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("help-table");
    for (int row = 0; row < lines.size(); row++) {
      Label left = new Label(lines.get(row).getFirst());
      left.getStyleClass().add(styleClass);
      grid.addRow(row, left, new Label(lines.get(row).getLast()));
    }
    return grid;
  }
}
