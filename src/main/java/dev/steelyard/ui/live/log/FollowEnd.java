package dev.steelyard.ui.live.log;

import dev.steelyard.ui.kit.Figures;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;

/// Shows a list and keeps it at its end as lines come in, but never moves it under somebody who
/// reads further up: then a button says how many lines came since, and leads to them.
///
/// Whether somebody reads further up is looked at only after the list was touched, since by itself
/// it never leaves its end.
///
/// A list goes where {@link ListView#scrollTo} says by the heights of its lines, and it guesses
/// those that it has not laid out. It measures them as if it had no width while it has none, which
/// is the case for as long as it is empty, and mends its guesses in later layouts without going
/// back to the end. So the end is looked for here as a part of each layout, with the list in its
/// size, until the last line really stands at the bottom.
final class FollowEnd extends StackPane {
  /// More than one only if the list learns of heights that it had guessed wrong.
  private static final int MOST_JUMPS = 8;

  /// Lines stand on whole pixels of the screen, so that less than one is no distance.
  private static final double NO_DISTANCE = 1;

  private final ListView<?> list;
  private final Button newer = new Button();
  private boolean touched;
  private boolean following = true;
  private int seen;

  FollowEnd(ListView<?> list) {
    super(list);
    this.list = list;
    newer.getStyleClass().add("log-newer");
    newer.setVisible(false);
    newer.setOnAction(click -> follow());
    setAlignment(newer, Pos.BOTTOM_CENTER);
    getChildren().add(newer);
    touchedBy(ScrollEvent.SCROLL);
    touchedBy(MouseEvent.MOUSE_PRESSED);
    touchedBy(MouseEvent.MOUSE_DRAGGED);
    touchedBy(MouseEvent.MOUSE_RELEASED);
    touchedBy(KeyEvent.KEY_PRESSED);
  }

  /// To be called before lines may be added.
  void beforeUpdate() {
    if (touched) {
      touched = false;
      following = endIsInSight();
    }
  }

  /// To be called after lines may have been added.
  void afterUpdate() {
    int size = list.getItems().size();
    if (following || size < seen) {
      if (size != seen || !endIsInSight()) {
        follow();
      }
    } else if (size > seen) {
      int more = size - seen;
      newer.setText(Figures.count(more) + (more == 1 ? " new line" : " new lines"));
      newer.setVisible(true);
    }
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (following && !touched) {
      goToEnd();
    }
  }

  private void follow() {
    following = true;
    touched = false;
    seen = list.getItems().size();
    newer.setVisible(false);
    requestLayout();
  }

  private void goToEnd() {
    list.layout();
    int size = list.getItems().size();
    if (size == 0 || !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return;
    }
    for (int jumps = 0; jumps < MOST_JUMPS; jumps++) {
      if (!endIsAtBottom(flow, size)) {
        list.scrollTo(size - 1); // Measures the lines that will be in sight.
        flow.setPosition(1); // Which it left beyond the end: the last line at the top.
      } else if (!flow.isNeedsLayout()) {
        return;
      }
      list.layout();
      flow.layout();
    }
  }

  private boolean endIsInSight() {
    if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return true;
    }
    IndexedCell<?> last = flow.getLastVisibleCell();
    return last == null || last.getIndex() >= Math.min(seen, list.getItems().size()) - 1;
  }

  private static boolean endIsAtBottom(VirtualFlow<?> flow, int size) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    IndexedCell<?> last = flow.getLastVisibleCell();
    if (first == null || last == null) {
      return flow.getViewportLength() <= 0;
    }
    double below = flow.getViewportLength() - last.getLayoutY() - last.getHeight();
    boolean allInSight = first.getIndex() == 0 && first.getLayoutY() >= 0;
    return last.getIndex() == size - 1
        && below > -NO_DISTANCE
        && (below < NO_DISTANCE || allInSight);
  }

  private void touchedBy(EventType<? extends Event> type) {
    list.addEventFilter(type, event -> touched = true);
  }
}
