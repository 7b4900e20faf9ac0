package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Styles;
import dev.steelyard.balancer.route.RouteExplanation;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// "Which route would this request take?"
final class TesterPane extends HBox {
  TesterPane(TesterModel model) {
    getStyleClass().add("tester-pane");
    VBox asked =
        new VBox(
            method(model),
            FieldRow.line("test-host", "Host", "The Host of the request.", "none", model.host),
            FieldRow.line(
                "test-path",
                "Path",
                "The path of the request, with or without a query.",
                "/",
                model.path),
            FieldRow.lines(
                "test-query",
                "Query",
                "Query parameters, one a line.",
                "none, or one a line, as v=2",
                model.query),
            FieldRow.lines(
                "test-headers",
                "Headers",
                "Header fields, one a line.",
                "none, or one a line, as X-Beta: 1",
                model.headers));
    asked.getStyleClass().add("form-rows");
    asked.setPrefWidth(300);
    asked.setMinWidth(240);
    ScrollPane scroll = new ScrollPane(asked);
    scroll.getStyleClass().addAll(atlantafx.base.theme.Tweaks.EDGE_TO_EDGE, "form-scroll");
    scroll.setFitToWidth(true);
    scroll.setMinWidth(260);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox answer = answer(model);
    HBox.setHgrow(answer, Priority.ALWAYS);
    getChildren().addAll(scroll, answer);
  }

  private static HBox method(TesterModel model) {
    Label label = new Label("Method");
    label.getStyleClass().add("field-name");
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(TesterModel.METHODS);
    box.setId("test-method");
    box.getStyleClass().add(Styles.SMALL);
    box.setAccessibleText("Method");
    box.setTooltip(new Tooltip("The method of the request"));
    box.valueProperty().bindBidirectional(model.method.textProperty());
    label.setLabelFor(box);
    HBox row = new HBox(label, box);
    row.getStyleClass().add("field-line");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static VBox answer(TesterModel model) {
    Label verdict = new Label();
    verdict.setId("tester-answer");
    verdict.getStyleClass().add("tester-answer");
    verdict.setWrapText(true);
    verdict.setMinHeight(USE_PREF_SIZE);
    VBox others = new VBox();
    others.getStyleClass().add("form-rows");
    ScrollPane scroll = new ScrollPane(others);
    scroll.getStyleClass().addAll(atlantafx.base.theme.Tweaks.EDGE_TO_EDGE, "form-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    model
        .answerProperty()
        .subscribe(answer -> {
          verdict.setText(answer.text());
          boolean goes =
              answer.kind() == TesterModel.Kind.TAKEN || answer.kind() == TesterModel.Kind.OPEN;
          verdict.setGraphic(
              new FontIcon(
                  goes
                      ? MaterialDesignC.CHECK_CIRCLE_OUTLINE
                      : MaterialDesignA.ALERT_OCTAGON_OUTLINE));
          others.getChildren().clear();
          answer.others().forEach(other -> others.getChildren().add(passed(other)));
        });
    VBox all = new VBox(verdict, scroll);
    all.getStyleClass().add("form-rows");
    all.setMinWidth(200);
    return all;
  }

  private static Label passed(RouteExplanation.Passed other) {
    Label label = new Label("not " + other.route() + ": " + other.reason());
    label.getStyleClass().add("caption");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
