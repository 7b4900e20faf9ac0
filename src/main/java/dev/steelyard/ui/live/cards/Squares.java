package dev.steelyard.ui.live.cards;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Requests in flight as little squares: filled for those that are worked on, hollow for those that
/// wait; beyond a few, a number.
final class Squares extends HBox {
  private static final int MOST = 6;

  private final List<Region> squares = new ArrayList<>();
  private final Label more = new Label();

  Squares() {
    getStyleClass().add("squares");
    setAlignment(Pos.CENTER_LEFT);
    for (int i = 0; i < MOST; i++) {
      Region square = new Region();
      square.getStyleClass().add("square");
      square.setVisible(false);
      squares.add(square);
    }
    more.getStyleClass().add("marginal");
    more.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(squares);
    getChildren().add(more);
  }

  void show(int working, int waiting) {
    for (int i = 0; i < MOST; i++) {
      Region square = squares.get(i);
      square.setVisible(i < working + waiting);
      square.pseudoClassStateChanged(CardStates.WAITING, i >= working);
    }
    int rest = working + waiting - MOST;
    more.setText(rest > 0 ? "+" + rest : "");
  }
}
