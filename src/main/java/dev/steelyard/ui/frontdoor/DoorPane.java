package dev.steelyard.ui.frontdoor;

import atlantafx.base.controls.ToggleSwitch;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.run.DoorStatus;
import dev.steelyard.ui.kit.Figures;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// The switch of the door, where it is, what to type in a terminal, and how busy it is.
final class DoorPane extends VBox {
  private final DoorModel model;

  /// @param gateway whose routes tell which request gets through
  DoorPane(DoorModel model, ObservableValue<GatewaySettings> gateway) {
    this.model = model;
    getStyleClass().addAll("panel", "door-pane");
    getChildren()
        .addAll(
            head(),
            settings(),
            problem(),
            shownWhenOpen(
                caption("Address"),
                new CopyRow("address", "Address of the door", open(DoorStatus::url, "")),
                caption("Try it in a terminal"),
                new CopyRow("curl", "A request by curl", sample(gateway)),
                exposure(),
                figures()),
            hint());
  }

  private HBox head() {
    Label title = new Label("Front door");
    title.getStyleClass().add("panel-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label state = new Label();
    state.setId("door-state");
    state.getStyleClass().add("door-state");
    state.setMinWidth(USE_PREF_SIZE);
    ToggleSwitch toggle = new ToggleSwitch();
    toggle.setId("door-switch");
    toggle.setAccessibleText("Front door");
    toggle.setTooltip(new Tooltip("Open the door for real programs, or close it"));
    model
        .stateProperty()
        .subscribe(now -> {
          boolean open = now == DoorModel.State.OPEN || now == DoorModel.State.OPENING;
          toggle.setSelected(open);
          toggle.setDisable(now == DoorModel.State.ABSENT || now == DoorModel.State.OPENING);
          state.setText(now == DoorModel.State.ABSENT ? "closed" : word(now));
          state.setGraphic(
              new FontIcon(open ? MaterialDesignD.DOOR_OPEN : MaterialDesignD.DOOR_CLOSED));
        });
    toggle
        .selectedProperty()
        .subscribe((before, now) -> {
          boolean open = model.stateProperty().get() == DoorModel.State.OPEN;
          if (now != open && model.stateProperty().get() != DoorModel.State.OPENING) {
            model.toggle();
            boolean opens =
                model.stateProperty().get() != DoorModel.State.CLOSED
                    && model.stateProperty().get() != DoorModel.State.FAILED;
            if (now != opens) {
              toggle.setSelected(opens); // What stands in the fields does not do.
            }
          }
        });
    HBox head = new HBox(title, gap, state, toggle);
    head.getStyleClass().add("door-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static String word(DoorModel.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private Node settings() {
    FieldRow host =
        FieldRow.line(
            "door-host",
            "Host",
            "The address to listen on; 127.0.0.1 is for this machine alone.",
            "127.0.0.1",
            model.host);
    FieldRow port =
        FieldRow.line(
            "door-port", "Port", "The port to listen on; 0 takes a free one.", "8080", model.port);
    CheckBox headers = new CheckBox("Answers tell node and attempts");
    headers.setId("node-headers");
    headers.setTooltip(new Tooltip("Puts Steelyard-Node and Steelyard-Attempts into each answer"));
    headers.setAccessibleHelp("Puts Steelyard-Node and Steelyard-Attempts into each answer");
    headers.selectedProperty().bindBidirectional(model.nodeHeadersProperty());
    VBox all = new VBox(host, port, headers);
    all.getStyleClass().add("form-rows");
    all.disableProperty()
        .bind(
            model
                .stateProperty()
                .map(now -> now == DoorModel.State.OPEN || now == DoorModel.State.OPENING));
    return all;
  }

  private Label problem() {
    Label problem = new Label();
    problem.setId("door-problem");
    problem.getStyleClass().addAll("setting-message", "door-problem");
    problem.setGraphic(new FontIcon(MaterialDesignA.ALERT_OCTAGON_OUTLINE));
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private VBox shownWhenOpen(Node... children) {
    VBox box = new VBox(children);
    box.getStyleClass().add("form-rows");
    box.visibleProperty().bind(model.statusProperty().map(Optional::isPresent));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  /// Says that others in the network can come in, if they can.
  private Label exposure() {
    Label exposure = new Label("Everybody who can reach this machine may come in.");
    exposure.getStyleClass().add("setting-hint");
    exposure.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
    exposure.setWrapText(true);
    exposure.setMinHeight(USE_PREF_SIZE);
    exposure
        .visibleProperty()
        .bind(
            model
                .statusProperty()
                .map(now -> now.filter(open -> !isLoopback(open.host())).isPresent()));
    exposure.managedProperty().bind(exposure.visibleProperty());
    return exposure;
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.startsWith("127.");
  }

  private GridPane figures() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("door-figures");
    figure(grid, 0, "Open connections", open(now -> Figures.count(now.connections()), "–"));
    figure(
        grid,
        1,
        "Requests",
        model.perSecondProperty().map(rate -> Figures.rate(rate.doubleValue()).text()));
    figure(grid, 2, "Requests in all", open(now -> Figures.count(now.seen()), "–"));
    figure(grid, 3, "Refused at the door", open(now -> Figures.count(now.refused()), "–"));
    return grid;
  }

  private static void figure(GridPane grid, int row, String name, ObservableValue<String> value) {
    Label figure = new Label();
    figure.getStyleClass().add("door-figure");
    figure.setId("figure-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    figure.textProperty().bind(value);
    grid.addRow(row, caption(name), figure);
  }

  private ObservableValue<String> sample(ObservableValue<GatewaySettings> gateway) {
    return Bindings.createStringBinding(
        () ->
            model
                .statusProperty()
                .get()
                .map(open -> SampleLine.of(open, gateway.getValue().routes()))
                .orElse(""),
        model.statusProperty(),
        gateway);
  }

  private ObservableValue<String> open(Function<DoorStatus, String> words, String none) {
    return model.statusProperty().map(now -> now.map(words).orElse(none));
  }

  private Label hint() {
    Label hint =
        new Label(
            "Behind the door the same balancer works with the same nodes: open it, send requests"
                + " with curl or a browser, and watch them on the Live screen.");
    hint.getStyleClass().add("empty-hint");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    hint.visibleProperty().bind(model.statusProperty().map(Optional::isEmpty));
    hint.managedProperty().bind(hint.visibleProperty());
    return hint;
  }

  private static Label caption(String text) {
    Label caption = new Label(text);
    caption.getStyleClass().add("caption");
    return caption;
  }
}
