package dev.steelyard.ui.live.cards;

import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.live.cards.CardModel.Card;
import java.util.Arrays;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// What is true of a node, and what the balancer believes of it. The two can stand apart or as two
/// small lines under each other; where there is no room for all words, the tooltip has them.
final class Verdicts {
  final Label truth = new Label();
  final Label belief = new Label();
  private final Tooltip truthWhole = new Tooltip();
  private final Tooltip beliefWhole = new Tooltip();

  Verdicts() {
    truth.getStyleClass().addAll("caption", "truth");
    truth.setTooltip(truthWhole);
    belief.getStyleClass().addAll("caption", "belief");
    belief.setTooltip(beliefWhole);
  }

  /// Both under each other, taking the room that is left over.
  ///
  /// @param marked whether shape and colour tell them, too, for a card without a state of its own
  VBox stacked(boolean marked) {
    for (Label each : new Label[] {truth, belief}) {
      each.getStyleClass().remove("caption");
      each.getStyleClass().add("verdict");
      if (marked) {
        SVGPath shape = new SVGPath();
        shape.setFillRule(FillRule.EVEN_ODD);
        shape.getStyleClass().add("state-shape");
        each.setGraphic(shape);
        each.getStyleClass().add("state-label");
      }
    }
    VBox both = new VBox(truth, belief);
    both.getStyleClass().add("verdicts");
    HBox.setHgrow(both, Priority.ALWAYS);
    return both;
  }

  void show(Card card) {
    truth.setText("real: " + card.truthWords());
    truthWhole.setText("What is really the matter: " + card.truthWords());
    belief.setText("seen: " + card.beliefWords());
    beliefWhole.setText(
        "What the balancer believes: "
            + card.beliefWords()
            + card.reason().map(why -> ", since " + why).orElse(""));
    truth.pseudoClassStateChanged(CardStates.MISTAKEN, card.mistaken());
    belief.pseudoClassStateChanged(CardStates.MISTAKEN, card.mistaken());
    mark(truth, StateMark.truthOf(card.node()));
    mark(belief, StateMark.beliefOf(card.node()));
  }

  private static void mark(Label label, StateMark mark) {
    if (label.getGraphic() instanceof SVGPath shape
        && !label.getStyleClass().contains(mark.word())) {
      label
          .getStyleClass()
          .removeAll(Arrays.stream(StateMark.values()).map(StateMark::word).toList());
      label.getStyleClass().add(mark.word());
      shape.setContent(mark.path());
    }
  }
}
