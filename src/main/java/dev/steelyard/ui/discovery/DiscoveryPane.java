package dev.steelyard.ui.discovery;

import atlantafx.base.theme.Tweaks;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.ui.kit.Figures;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the registry holds beside what the balancers believe: a lease bar for each node that runs
/// down from heartbeat to heartbeat, and for each balancer how it stands to the registry.
public final class DiscoveryPane extends HBox {
  /// So many rows are drawn; the others are counted.
  private static final int MOST_ROWS = 60;

  private final VBox leases = new VBox();
  private final VBox watchers = new VBox();
  private final Label more = new Label();

  public DiscoveryPane() {
    getStyleClass().add("discovery-pane");
    getStylesheets().add(DiscoveryBar.stylesheet());
    more.getStyleClass().add("caption");
    Node left = panel("Registered nodes", "the lease, and who has them as members", leases, more);
    Node right = panel("Balancers", "what each believes, and how it hears of changes", watchers);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(left, right);
  }

  /// Takes the newest frame.
  public void update(DiscoveryFrame frame) {
    List<LeaseRow> rows = LeaseRow.of(frame);
    List<LeaseRow> drawn = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    fit(leases, drawn.size(), LeaseLine::new);
    for (int i = 0; i < drawn.size(); i++) {
      ((LeaseLine) leases.getChildren().get(i)).show(drawn.get(i));
    }
    int left = rows.size() - drawn.size();
    more.setText(left == 0 ? "" : "and " + Figures.count(left) + " more");
    List<WatcherRow> balancers = WatcherRow.of(frame);
    fit(watchers, Math.min(MOST_ROWS, balancers.size()), WatcherLine::new);
    for (int i = 0; i < watchers.getChildren().size(); i++) {
      ((WatcherLine) watchers.getChildren().get(i)).show(balancers.get(i));
    }
  }

  private static void fit(VBox box, int count, Supplier<Node> line) {
    while (box.getChildren().size() < count) {
      box.getChildren().add(line.get());
    }
    box.getChildren().remove(count, box.getChildren().size());
  }

  private static Node panel(String title, String what, Node... content) {
    Label heading = new Label(title);
    heading.getStyleClass().add("panel-title");
    heading.setMinWidth(USE_PREF_SIZE);
    Label caption = new Label(what);
    caption.getStyleClass().add("caption");
    HBox head = new HBox(heading, caption);
    head.getStyleClass().add("discovery-head");
    VBox rows = new VBox(content);
    rows.getStyleClass().add("discovery-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "discovery-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox panel = new VBox(head, scroll);
    panel.getStyleClass().addAll("panel", "discovery-panel");
    panel.setMinWidth(0);
    panel.setPrefWidth(400);
    return panel;
  }
}
