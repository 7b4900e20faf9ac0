package dev.steelyard.ui.live;

import atlantafx.base.theme.Styles;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.live.cards.CardsModel;
import dev.steelyard.ui.live.cards.CardsPane;
import dev.steelyard.ui.live.flow.FlowPane;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/// The middle of the screen: the flow, and the node cards that its lanes lead to.
final class Hero extends VBox {
  private static final double CARDS_SHARE = 0.57;
  private static final double NARROWEST_CARDS = 444;

  /// Cards of this width have buttons with words and the bar of the share, also where there are
  /// many of them; a flow of the width below is whole beside them.
  private static final double WORDY_CARDS = 628;

  private static final double ROOM_FOR_FLOW = 380;
  private static final double WIDEST_CARDS = 800;

  private final LiveModel live;
  private final CardsPane cards;
  private final FlowPane flow;
  private final Label sample = new Label();
  private final Label newest = new Label();

  Hero(LiveModel live, CardsModel cardsModel, Desk desk) {
    this.live = live;
    cards = new CardsPane(cardsModel);
    flow = new FlowPane(cards::middles);
    flow.reducedMotionProperty().bind(desk.reducedMotionProperty());
    flow.setMinWidth(0);
    HBox.setHgrow(flow, Priority.ALWAYS);
    HBox both = new HBox(flow, cards);
    both.getStyleClass().add("hero-body");
    both.widthProperty()
        .subscribe(width -> {
          double wanted = cardsWidth(width.doubleValue());
          cards.setMinWidth(wanted);
          cards.setPrefWidth(wanted);
          cards.setMaxWidth(wanted);
        });
    VBox.setVgrow(both, Priority.ALWAYS);
    getStyleClass().addAll("panel", "hero");
    getChildren().addAll(head(desk), both);
    live.scenarioProperty().subscribe((before, now) -> flow.clear());
    live.phaseProperty()
        .subscribe(phase -> {
          if (phase == Phase.OPENING) {
            flow.clear();
          }
        });
  }

  /// What the cards get of `width`, from what they need to what they can use.
  static double cardsWidth(double width) {
    double wordy = Math.min(WORDY_CARDS, width - ROOM_FOR_FLOW);
    return Math.clamp(Math.max(width * CARDS_SHARE, wordy), NARROWEST_CARDS, WIDEST_CARDS);
  }

  /// Shows a new frame.
  void update(Frame frame) {
    cards.update(frame);
    flow.update(
        frame,
        live.balancer().now().getValue().strategy().type().title(),
        live.balancer().now().getValue().longestRequest());
    newest.setText(newest(frame));
    sample.setText(live.samples().map(flow::sampleWords).orElse(""));
  }

  private static String newest(Frame frame) {
    Log log = frame.log();
    if (log.size() == 0) {
      return "";
    }
    LogEntry entry = log.get(log.size() - 1);
    return Figures.moment(entry.atNanos())
        + entry.node().map(node -> "  " + node).orElse("")
        + "  "
        + entry.text();
  }

  /// Moves the picture on by `nanos`.
  void pulse(long nanos) {
    live.drain(flow::tell);
    flow.pulse(nanos);
  }

  private HBox head(Desk desk) {
    Label title = new Label("Flow");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(USE_PREF_SIZE);
    sample.getStyleClass().add("caption");
    sample.setId("sample");
    sample.setMinWidth(USE_PREF_SIZE);
    sample.setTooltip(new Tooltip("At most 60 requests a second are shown as dots"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button mend = new Button("Mend all", new FontIcon(MaterialDesignB.BANDAGE));
    mend.setId("mend-all");
    mend.getStyleClass().add(Styles.SMALL);
    mend.setMinWidth(USE_PREF_SIZE);
    mend.setTooltip(new Tooltip("End all faults of all nodes"));
    mend.setOnAction(event -> live.mendAll());
    mend.visibleProperty().bind(live.anyFault());
    newest.getStyleClass().addAll("caption", "newest-event");
    newest.setId("newest");
    newest.visibleProperty().bind(desk.controlsShownProperty().not());
    newest.managedProperty().bind(newest.visibleProperty());
    newest.setTooltip(new Tooltip("The newest event; show the controls (C) for the whole log"));
    HBox head = new HBox(title, sample, gap, newest, mend);
    head.getStyleClass().add("hero-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }
}
