package dev.steelyard.ui.kit;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// The mark and the word of a state, in the state's colour. Add the style class `pill` for a quiet
/// fill behind it.
public final class StateLabel extends Label {
  private final ObjectProperty<StateMark> mark = new SimpleObjectProperty<>(this, "mark");

  public StateLabel(StateMark first) {
    getStyleClass().add("state-label");
    SVGPath shape = new SVGPath();
    shape.setFillRule(FillRule.EVEN_ODD);
    shape.getStyleClass().add("state-shape");
    setGraphic(shape);
    mark.subscribe((before, now) -> {
      if (before != null) {
        getStyleClass().remove(before.word());
      }
      getStyleClass().add(now.word());
      shape.setContent(now.path());
      setText(now.word());
    });
    mark.set(first);
  }

  public void setMark(StateMark mark) {
    this.mark.set(mark);
  }
}
