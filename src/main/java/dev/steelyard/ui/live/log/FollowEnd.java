package dev.steelyard.ui.live.log;

import dev.steelyard.ui.kit.Figures;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;

/// Keeps a list at its end as lines come in, but never moves it under somebody who reads further
/// up: then a button says how many lines came since, and leads to them.
final class FollowEnd {
  private static final double AT_END = 0.999;

  private final ListView<?> list;
  private final Button newer;
  private int seen;

  FollowEnd(ListView<?> list, Button newer) {
    this.list = list;
    this.newer = newer;
    newer.setVisible(false);
    newer.setOnAction(click -> toEnd());
  }

  /// To be called after lines were added.
  void update() {
    int size = list.getItems().size();
    if (size == seen) {
      return;
    }
    boolean wasAtEnd = size < seen || isAtEnd();
    if (wasAtEnd) {
      toEnd();
      return;
    }
    int more = size - seen;
    newer.setText(Figures.count(more) + (more == 1 ? " new line" : " new lines"));
    newer.setVisible(true);
  }

  private void toEnd() {
    seen = list.getItems().size();
    newer.setVisible(false);
    list.scrollTo(seen - 1);
  }

  /// Whether the last line that was shown is in sight; also while everything fits.
  private boolean isAtEnd() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar bar
          && bar.getOrientation() == Orientation.VERTICAL
          && bar.isVisible()) {
        return bar.getValue() >= bar.getMax() * AT_END;
      }
    }
    return true;
  }
}
