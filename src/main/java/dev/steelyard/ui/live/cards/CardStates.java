package dev.steelyard.ui.live.cards;

import javafx.css.PseudoClass;

/// The pseudo-classes of cards, for their CSS.
final class CardStates {
  static final PseudoClass SELECTED = PseudoClass.getPseudoClass("picked");
  static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
  static final PseudoClass MISTAKEN = PseudoClass.getPseudoClass("mistaken");
  static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  private CardStates() {}
}
