package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The list of routes with what is the matter with each, and beside it the picked one to be
/// written.
final class RoutesPane extends HBox {
  private final RoutesModel model;
  private final ObservableList<RoutesModel.Row> rows = FXCollections.observableArrayList();
  private final ListView<RoutesModel.Row> list = new ListView<>(rows);
  private boolean refreshing;

  RoutesPane(RoutesModel model) {
    this.model = model;
    getStyleClass().add("routes-pane");
    VBox left = new VBox(buttons(), list());
    left.getStyleClass().add("form-rows");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setPrefWidth(320);
    left.setMinWidth(200);
    Node form = form();
    HBox.setHgrow(form, Priority.ALWAYS);
    getChildren().addAll(left, form);
    model.rowsProperty().subscribe(this::refresh);
    model.pickedProperty().subscribe(place -> mark(place.intValue()));
  }

  private HBox buttons() {
    Button remove =
        button("remove-route", "Remove the picked route", MaterialDesignM.MINUS, model::remove);
    Button up =
        button(
            "route-up",
            "Move the picked route up",
            MaterialDesignA.ARROW_UP,
            () -> {
              model.move(-1);
            });
    Button down =
        button(
            "route-down",
            "Move the picked route down",
            MaterialDesignA.ARROW_DOWN,
            () -> {
              model.move(1);
            });
    for (Button each : List.of(remove, up, down)) {
      each.disableProperty().bind(model.pickedProperty().isEqualTo(RoutesModel.NONE));
    }
    Button add = button("add-route", "Add a route", MaterialDesignP.PLUS, model::add);
    add.setText("Add");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(add, remove, gap, up, down);
    buttons.getStyleClass().add("form-head");
    return buttons;
  }

  private static Button button(String id, String what, Ikon icon, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    button.setOnAction(event -> action.run());
    return button;
  }

  private ListView<RoutesModel.Row> list() {
    list.setId("routes");
    list.setAccessibleText("Routes; the most specific one takes a request");
    list.setCellFactory(view -> new RouteCell());
    Label empty =
        new Label("No routes: every request goes to the first pool.\nAdd one to tell them apart.");
    empty.getStyleClass().add("empty-state");
    empty.setWrapText(true);
    list.setPlaceholder(empty);
    list.getSelectionModel()
        .selectedIndexProperty()
        .subscribe((before, now) -> {
          if (!refreshing) {
            model.pickedProperty().set(now.intValue());
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    return list;
  }

  private void refresh(List<RoutesModel.Row> now) {
    refreshing = true;
    rows.setAll(now);
    refreshing = false;
    mark(model.pickedProperty().get());
  }

  private void mark(int place) {
    if (place == RoutesModel.NONE || place >= rows.size()) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().clearAndSelect(place);
    }
  }

  private Node form() {
    RouteForm form = model.form();
    VBox fields =
        new VBox(
            FieldRow.line("route-id", "Id", "The route's name.", "orders", form.id),
            poolRow(form),
            FieldRow.line(
                "route-host",
                "Host",
                "shop.example, or *.shop.example for all below; empty for any.",
                "any host",
                form.host),
            FieldRow.line(
                "route-path",
                "Path",
                "/api/order/* for all below, {name} for one segment; empty for any.",
                "any path",
                form.path),
            FieldRow.lines(
                "route-headers",
                "Headers",
                "Header fields that must be there, one a line; * for any value.",
                "any, or one a line, as X-Beta: 1",
                form.headers),
            FieldRow.lines(
                "route-query",
                "Query",
                "Query parameters that must be there, one a line; * for any value.",
                "any, or one a line, as v=2",
                form.query),
            FieldRow.line(
                "route-strip",
                "Strip",
                "A beginning of the path that the nodes do not see.",
                "nothing",
                form.strip),
            FieldRow.line(
                "route-rewrite",
                "Rewrite",
                "What stands in place of what was stripped, or in front of all.",
                "nothing",
                form.rewrite));
    fields.getStyleClass().add("form-rows");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.getStyleClass().addAll(atlantafx.base.theme.Tweaks.EDGE_TO_EDGE, "form-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox whole = new VBox(scroll, commands(form));
    whole.getStyleClass().add("form-rows");
    whole.visibleProperty().bind(model.pickedProperty().isNotEqualTo(RoutesModel.NONE));
    Label none =
        new Label(
            "The most specific route wins; the order counts only between equals.\n"
                + "Pick a route to change it.");
    none.getStyleClass().add("empty-state");
    none.setWrapText(true);
    none.visibleProperty().bind(whole.visibleProperty().not());
    StackPane place = new StackPane(none, whole);
    place.setPrefWidth(320);
    place.setMinWidth(260);
    return place;
  }

  private HBox commands(RouteForm form) {
    Button apply = new Button("Apply");
    apply.setId("apply-route");
    apply.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
    apply.setTooltip(new Tooltip("Put this route into effect"));
    apply.setOnAction(event -> model.apply());
    Button revert = new Button("Revert");
    revert.setId("revert-route");
    revert.getStyleClass().add(Styles.SMALL);
    revert.setTooltip(new Tooltip("Throw away what was written"));
    revert.setOnAction(event -> model.revert());
    Label wrong = new Label("Nothing changes until every field is fine.");
    wrong.getStyleClass().add("setting-hint");
    wrong.visibleProperty().bind(form.wrong());
    wrong.managedProperty().bind(wrong.visibleProperty());
    apply.setMinWidth(USE_PREF_SIZE);
    revert.setMinWidth(USE_PREF_SIZE);
    HBox commands = new HBox(apply, revert, wrong);
    commands.getStyleClass().add("form-head");
    commands.setAlignment(Pos.CENTER_LEFT);
    return commands;
  }

  private HBox poolRow(RouteForm form) {
    Label label = new Label("Pool");
    label.getStyleClass().add("field-name");
    ComboBox<String> box = new ComboBox<>();
    box.setId("route-pool");
    box.getStyleClass().add(Styles.SMALL);
    box.setAccessibleText("Pool");
    box.setTooltip(new Tooltip("The pool whose nodes get the requests"));
    box.setMaxWidth(Double.MAX_VALUE);
    label.setLabelFor(box);
    model.pools().subscribe(pools -> box.getItems().setAll(pools));
    form.pool.textProperty().subscribe(pool -> box.setValue(pool));
    box.valueProperty()
        .subscribe((before, now) -> {
          if (now != null && !now.equals(form.pool.textProperty().get())) {
            form.pool.textProperty().set(now);
          }
        });
    HBox.setHgrow(box, Priority.ALWAYS);
    HBox row = new HBox(label, box);
    row.getStyleClass().add("field-line");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
