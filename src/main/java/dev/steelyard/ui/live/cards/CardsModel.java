package dev.steelyard.ui.live.cards;

import dev.steelyard.fault.FaultType;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.ui.live.LiveModel;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The nodes of the experiment as cards.
public final class CardsModel {
  private final LiveModel live;
  private final ObservableList<CardModel> cards = FXCollections.observableArrayList();

  public CardsModel(LiveModel live) {
    this.live = live;
    live.frameProperty().subscribe(this::update);
    live.scenarioProperty().subscribe((before, now) -> cards.clear());
  }

  LiveModel live() {
    return live;
  }

  /// One for each node, in the scenario's order; those that come later follow.
  ObservableList<CardModel> cards() {
    return cards;
  }

  /// Kills the selected node, or revives it.
  public void toggleSelected() {
    String selected = live.selectedProperty().get();
    cards.stream()
        .filter(card -> card.id().equals(selected))
        .findFirst()
        .ifPresent(card -> card.toggle(FaultType.REFUSE));
  }

  /// Takes the newest frame.
  void update(Frame frame) {
    List<NodeFrame> nodes = frame.nodes();
    List<String> ids = nodes.stream().map(NodeFrame::id).toList();
    List<String> known = cards.stream().map(CardModel::id).toList();
    if (!ids.equals(known)) {
      boolean more = ids.size() > known.size() && ids.subList(0, known.size()).equals(known);
      List<CardModel> fresh = more ? new ArrayList<>(cards) : new ArrayList<>();
      for (int i = fresh.size(); i < nodes.size(); i++) {
        fresh.add(new CardModel(live, i, nodes.get(i)));
      }
      cards.setAll(fresh);
    }
    for (int i = 0; i < nodes.size(); i++) {
      cards.get(i).update(frame, nodes.get(i));
    }
  }
}
