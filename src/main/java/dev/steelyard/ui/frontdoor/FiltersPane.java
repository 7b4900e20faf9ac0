package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Tweaks;
import dev.steelyard.ui.setting.CheckRow;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.TypedRow;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The filters in the order in which they act.
final class FiltersPane extends ScrollPane {
  private static final double COLUMN = 312;

  FiltersPane(FiltersModel model) {
    getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "form-scroll", "filters-pane");
    Label order =
        new Label(
            "In this order, before a route is looked for: "
                + String.join(", ", FiltersModel.order())
                + ".");
    order.getStyleClass().add("caption");
    order.setWrapText(true);
    order.setMinHeight(USE_PREF_SIZE);
    FlowPane columns =
        new FlowPane(
            column(requestId(model), accessLog(model)),
            column(new KeysPane(model.keys())),
            column(rateLimit(model), limits(model)));
    columns.getStyleClass().add("filter-columns");
    VBox all = new VBox(order, columns);
    all.getStyleClass().add("form-rows");
    setContent(all);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
  }

  private static VBox column(Node... sections) {
    VBox column = new VBox(sections);
    column.getStyleClass().add("filter-column");
    column.setMinWidth(COLUMN);
    column.setMaxWidth(COLUMN);
    return column;
  }

  private static Node requestId(FiltersModel model) {
    return group(
        new CheckRow(
            "Request id",
            "Gives each request an X-Request-Id that its nodes and its client see.",
            model.requestId()));
  }

  private static Node accessLog(FiltersModel model) {
    return group(
        new CheckRow(
            "Access log", "Writes a line for each request of a real client.", model.accessLogOn()),
        Section.shownWhen(
            model.accessLogOn().now(),
            new TypedRow("File", "", "Where the lines go.", model.accessLogFile()),
            new TypedRow(
                "Put aside at", "bytes", "How much one file holds.", model.accessLogSize()),
            new TypedRow(
                "Keep", "files", "How many that were put aside are kept.", model.accessLogKept())));
  }

  private static Node rateLimit(FiltersModel model) {
    return group(
        new CheckRow(
            "Rate limit", "Answers 429 to a client that comes too often.", model.rateLimitOn()),
        Section.shownWhen(
            model.rateLimitOn().now(),
            new TypedRow("Client rate", "req/s", "For each client.", model.rate()),
            new TypedRow("Burst", "at once", "After a rest.", model.burst())));
  }

  private static Node limits(FiltersModel model) {
    return group(
        new CheckRow(
            "Size limits",
            "Refuses what is too large: 413 for the body, 431 for the header, 414 for the address.",
            model.limitsOn()),
        Section.shownWhen(
            model.limitsOn().now(),
            new TypedRow("Body", "bytes", "Empty for no limit.", model.bodyLimit()),
            new TypedRow("Header", "bytes", "All fields together.", model.headersLimit()),
            new TypedRow("Address", "bytes", "Path and query.", model.uriLimit())));
  }

  private static VBox group(Node... rows) {
    VBox group = new VBox(rows);
    group.getStyleClass().add("filter-group");
    return group;
  }
}
