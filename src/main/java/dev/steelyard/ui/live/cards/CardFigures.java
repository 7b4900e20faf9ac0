package dev.steelyard.ui.live.cards;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.ui.kit.Figure;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Sparkline;
import dev.steelyard.ui.kit.StateLabel;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.live.cards.CardModel.Card;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// The parts of a card, apart from how they are arranged.
final class CardFigures {
  private static final String NOTHING = "–";
  private static final double TRACE_WIDTH = 56;
  private static final double TRACE_HEIGHT = 18;

  final Label name;
  final Label weight = new Label();
  final StateLabel state = new StateLabel(StateMark.HEALTHY);
  final Verdicts verdicts = new Verdicts();
  final ShareBar shareBar = new ShareBar();
  final Label share = figure("share", "Share of all attempts in the last second");
  final Squares squares = new Squares();
  final Label rate = figure("rate", "Attempts per second");
  final Label p99 = figure("p99", "99th percentile of the latency in the last second");
  final Label success = figure("success", "Share of attempts that succeeded in the last second");
  final Sparkline trace = new Sparkline();
  final FaultButtons faults;

  CardFigures(CardModel model, boolean iconsOnly) {
    name = new Label(model.id());
    name.getStyleClass().add("node-name");
    name.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS); // The ends of names differ.
    name.setTooltip(new Tooltip(model.id()));
    weight.getStyleClass().addAll("caption", "weight");
    weight.setMinWidth(Region.USE_PREF_SIZE);
    state.getStyleClass().addAll("pill", "card-state");
    state.setMinWidth(Region.USE_PREF_SIZE);
    Tooltip.install(shareBar, new Tooltip("Share of the attempts; the tick is what is expected"));
    Tooltip.install(squares, new Tooltip("In flight: filled are worked on, hollow wait"));
    trace.setMinSize(TRACE_WIDTH, TRACE_HEIGHT);
    trace.setPrefSize(TRACE_WIDTH, TRACE_HEIGHT);
    trace.setMaxSize(TRACE_WIDTH, TRACE_HEIGHT);
    trace.setAccessibleText("99th percentile of the last half minute");
    faults = new FaultButtons(model, iconsOnly);
  }

  void show(Card card) {
    NodeFrame node = card.node();
    weight.setText("weight " + node.weight());
    state.setMark(card.state());
    verdicts.show(card);
    shareBar.show(card.share(), node.expectedShare());
    share.setText(Math.round(card.share() * 100) + " %");
    squares.show(node.working(), card.waiting());
    rate.setText(Figures.rate(node.lastSecond().attemptsPerSecond()).number() + "/s");
    p99.setText(words(Figures.duration(node.lastSecond().latency(), Latency::p99Nanos)));
    success.setText(words(Figures.percent(node.lastSecond().successRatio())));
    faults.show(card.pressed());
  }

  private static String words(Figure figure) {
    return figure.isNone() ? NOTHING : figure.text();
  }

  private static Label figure(String styleClass, String what) {
    Label label = new Label();
    label.getStyleClass().addAll("card-figure", styleClass);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setTooltip(new Tooltip(what));
    return label;
  }
}
