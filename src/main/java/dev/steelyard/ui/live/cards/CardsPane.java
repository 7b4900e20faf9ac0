package dev.steelyard.ui.live.cards;

import atlantafx.base.theme.Tweaks;
import dev.steelyard.metrics.Frame;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The cards of all nodes under each other, as roomy as the height allows; when not even rows fit,
/// it scrolls.
public final class CardsPane extends StackPane {
  private static final double PAD = 8;

  private final CardsModel model;
  private final VBox column = new VBox();
  private final ScrollPane scroll = new ScrollPane(column);
  private Density density = Density.COMPACT;
  private CardWidth cardWidth = CardWidth.SLIM;
  private boolean stale = true;

  public CardsPane(CardsModel model) {
    this.model = model;
    getStyleClass().add("cards");
    column.getStyleClass().add("cards-column");
    column.setAlignment(Pos.CENTER);
    scroll.getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "cards-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().add(scroll);
    model.cards().addListener((ListChangeListener<CardModel>) change -> stale = true);
    model.live().selectedProperty().subscribe(selected -> cards().forEach(this::mark));
  }

  /// Shows a new frame.
  public void update(Frame frame) {
    arrange();
    for (NodeCard card : cards()) {
      card.refresh();
      card.trace(frame.history());
    }
  }

  /// How far down the middle of each card is, in the pixels of this pane.
  public List<Double> middles() {
    List<Double> middles = new ArrayList<>();
    for (NodeCard card : cards()) {
      Bounds bounds = sceneToLocal(card.localToScene(card.getLayoutBounds()));
      middles.add(bounds == null ? 0 : bounds.getCenterY());
    }
    return middles;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    arrange();
  }

  /// Builds the cards anew when other nodes, or another size of the window, ask for it.
  private void arrange() {
    int count = model.cards().size();
    double room = getHeight() - PAD;
    Density fitting = Density.fitting(count, room);
    double height = fitting.height(count, room);
    column.setSpacing(fitting.gap(count, room));
    CardWidth fittingWidth = CardWidth.fitting(getWidth());
    if (!stale && fitting == density && fittingWidth == cardWidth) {
      cards().forEach(card -> card.setTall(height));
      return;
    }
    stale = false;
    density = fitting;
    cardWidth = fittingWidth;
    column
        .getChildren()
        .setAll(
            model.cards().stream().map(card -> new NodeCard(card, density, cardWidth)).toList());
    cards().forEach(card -> card.setTall(height));
    cards().forEach(this::mark);
    cards().forEach(NodeCard::refresh);
  }

  private void mark(NodeCard card) {
    card.select(card.model().id().equals(model.live().selectedProperty().get()));
  }

  private List<NodeCard> cards() {
    return column.getChildren().stream().map(NodeCard.class::cast).toList();
  }
}
