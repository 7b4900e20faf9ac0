package dev.steelyard.ui.live.log;

import dev.steelyard.ui.kit.Figures;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Keeps a list at its end as lines come in, but never moves it under somebody who reads further
/// up: then a button says how many lines came since, and leads to them.
///
/// Whether somebody reads further up is looked at only after the list was touched, since by itself
/// it never leaves its end.
final class FollowEnd {
  private final ListView<?> list;
  private final Button newer;
  private boolean touched;
  private boolean following = true;
  private int seen;

  FollowEnd(ListView<?> list, Button newer) {
    this.list = list;
    this.newer = newer;
    newer.setVisible(false);
    newer.setOnAction(click -> follow());
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

  private void follow() {
    following = true;
    touched = false;
    seen = list.getItems().size();
    newer.setVisible(false);
    if (seen > 0) {
      list.scrollTo(seen - 1);
    }
  }

  private boolean endIsInSight() {
    if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return true;
    }
    IndexedCell<?> last = flow.getLastVisibleCell();
    return last == null || last.getIndex() >= Math.min(seen, list.getItems().size()) - 1;
  }

  private void touchedBy(EventType<? extends Event> type) {
    list.addEventFilter(type, event -> touched = true);
  }
}
