package dev.steelyard.ui.live.cards;

import dev.steelyard.metrics.History;
import dev.steelyard.ui.kit.NodeShade;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card of one node, in one of three densities; a narrow one leaves out what the charts tell as
/// well, and a slim one has icons for buttons. Truth and belief are on every one.
final class NodeCard extends HBox {
  private final CardModel model;
  private final CardFigures figures;

  NodeCard(CardModel model, Density density, CardWidth width) {
    this.model = model;
    boolean iconsOnly = density == Density.ROW || width == CardWidth.SLIM;
    this.figures = new CardFigures(model, iconsOnly);
    getStyleClass()
        .addAll(
            "node-card",
            density.styleClass(),
            width.styleClass(),
            new NodeShade(model.index()).styleClass());
    setId("card-" + model.id());
    setAlignment(Pos.CENTER_LEFT);
    setFocusTraversable(true);
    Region stripe = new Region();
    stripe.getStyleClass().add("node-stripe");
    Region content = content(density, width);
    content.getStyleClass().add("card-content");
    HBox.setHgrow(content, Priority.ALWAYS);
    getChildren().addAll(stripe, content);
    addEventHandler(MouseEvent.MOUSE_CLICKED, event -> model.select());
    figures.faults.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            model.select();
            event.consume();
          }
        });
  }

  CardModel model() {
    return model;
  }

  void setTall(double height) {
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
  }

  /// Takes over what the model says.
  void refresh() {
    figures.show(model.cardProperty().get());
    setAccessibleText("Node " + model.id() + ", " + model.cardProperty().get().state().word());
  }

  void select(boolean selected) {
    pseudoClassStateChanged(CardStates.SELECTED, selected);
  }

  /// Draws the trace of its latency.
  void trace(History history) {
    if (figures.trace.getScene() != null) {
      Trace.show(figures.trace, history, model.index());
    }
  }

  private Region content(Density density, CardWidth width) {
    return switch (density) {
      case FULL ->
          new VBox(
              head(width, CardWidth.SLIM),
              full(width),
              line(figures.verdicts.belief, gap(), figures.faults));
      case COMPACT -> {
        HBox above = head(width, CardWidth.MIDDLE);
        above.getChildren().addAll(figures.rate, figures.p99);
        if (width == CardWidth.WIDE) {
          above.getChildren().add(figures.trace);
        }
        above.getChildren().add(figures.success);
        yield new VBox(above, line(figures.verdicts.stacked(false), figures.faults));
      }
      case ROW -> {
        HBox row = line(figures.name, figures.verdicts.stacked(true));
        if (width.atLeast(CardWidth.MIDDLE)) {
          row.getChildren().add(figures.squares);
        }
        row.getChildren().add(figures.rate);
        if (width.atLeast(CardWidth.NARROW)) {
          row.getChildren().add(figures.p99);
        }
        row.getChildren().add(figures.faults);
        yield row;
      }
    };
  }

  /// Who the node is, its state, and how busy it is.
  private HBox head(CardWidth width, CardWidth barFrom) {
    HBox head = line(figures.name);
    if (width.atLeast(CardWidth.NARROW)) {
      head.getChildren().add(figures.weight);
    }
    head.getChildren().addAll(figures.state, gap());
    if (width.atLeast(CardWidth.NARROW)) {
      head.getChildren().add(figures.squares);
    }
    if (width.atLeast(barFrom)) {
      head.getChildren().add(figures.shareBar);
    }
    head.getChildren().add(figures.share);
    return head;
  }

  private HBox full(CardWidth width) {
    HBox line = line(figures.verdicts.truth, gap(), figures.rate, figures.p99);
    if (width.atLeast(CardWidth.NARROW)) {
      line.getChildren().add(figures.trace);
    }
    line.getChildren().add(figures.success);
    return line;
  }

  private static HBox line(Node... parts) {
    HBox line = new HBox(parts);
    line.getStyleClass().add("card-line");
    line.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(line, Priority.ALWAYS);
    return line;
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }
}
