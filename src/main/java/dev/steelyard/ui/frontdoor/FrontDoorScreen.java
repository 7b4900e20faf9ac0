package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Setting;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/// The Front door screen, put together: the door at the left, the gateway behind it, and who came.
public final class FrontDoorScreen extends HBox {
  private static final double GATEWAY_SHARE = 0.6;

  /// @param pools the pools that have nodes
  /// @param maker makes keys that nobody can guess
  public FrontDoorScreen(
      DoorModel door,
      Board<GatewaySettings> gateway,
      ObservableValue<List<String>> pools,
      Supplier<String> maker) {
    getStyleClass().add("front-door");
    getStylesheets()
        .add(
            Objects.requireNonNull(FrontDoorScreen.class.getResource("frontdoor.css"))
                .toExternalForm());
    RoutesModel routes =
        new RoutesModel(
            Setting.of(gateway, settings -> settings, (before, settings) -> settings), pools);
    FiltersModel filters = new FiltersModel(gateway, maker);
    TesterModel tester = new TesterModel(gateway.now(), pools);
    TabPane tabs =
        new TabPane(
            tab(
                "routes",
                routes.rowsProperty().map(FrontDoorScreen::routesTitle),
                new RoutesPane(routes)),
            tab("which", new ReadOnlyStringWrapper("Which route?"), new TesterPane(tester)),
            tab(
                "filters",
                filters.count().map(on -> "Filters: " + on + " on"),
                new FiltersPane(filters)));
    tabs.getStyleClass().add("gateway-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    StackPane panel = new StackPane(tabs);
    panel.getStyleClass().addAll("panel", "gateway-panel");
    SplitPane right = new SplitPane(panel, new RequestsPane(door));
    right.setOrientation(Orientation.VERTICAL);
    right.setDividerPositions(GATEWAY_SHARE);
    right.setMinWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    ScrollPane left = new ScrollPane(new DoorPane(door, gateway.now()));
    left.getStyleClass()
        .addAll(atlantafx.base.theme.Tweaks.EDGE_TO_EDGE, "form-scroll", "door-place");
    left.setFitToWidth(true);
    left.setFitToHeight(true);
    left.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().addAll(left, right);
  }

  private static Tab tab(String id, ObservableValue<String> title, Node content) {
    Tab tab = new Tab("", content);
    tab.setId("tab-" + id);
    tab.textProperty().bind(title);
    return tab;
  }

  private static String routesTitle(List<RoutesModel.Row> rows) {
    long problems = rows.stream().filter(row -> !row.problems().isEmpty()).count();
    String count = "Routes: " + rows.size();
    return problems == 0 ? count : count + ", " + problems + " to look at";
  }
}
