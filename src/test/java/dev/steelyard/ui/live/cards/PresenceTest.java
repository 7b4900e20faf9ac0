package dev.steelyard.ui.live.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Presence;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.Scenes;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.live.LiveModel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Cards of nodes that come and go.
class PresenceTest {
  private static final Scenario SCENARIO = Scenes.nodes(3, 90);

  private final LiveModel live = new LiveModel(SCENARIO);
  private final CardsModel cards = new CardsModel(live);
  private final Frame whole = frame();

  @Test
  void nodeThatComesGetsACardAndTheOthersKeepTheirs() {
    live.show(SCENARIO, with(whole.nodes().subList(0, 2)));
    CardModel first = cards.cards().getFirst();
    live.show(SCENARIO, with(whole.nodes().subList(0, 2)));
    CardModel again = cards.cards().getFirst();
    assertFalse(first == again); // Another run has other cards.

    cards.update(whole);

    assertEquals(List.of("a", "b", "c"), cards.cards().stream().map(CardModel::id).toList());
    assertSame(again, cards.cards().getFirst());
  }

  @Test
  void nodeThatLeftIsCalledGone() {
    CardModel.Card gone = card(new Presence(0, false));

    assertEquals(StateMark.GONE, gone.state());
    assertEquals("process stopped", gone.truthWords());
    assertEquals("unlisted", gone.beliefWords());
    assertFalse(gone.mistaken());
  }

  @Test
  void stoppedNodeThatIsStillAMemberIsAMistake() {
    CardModel.Card ghost = card(new Presence(2, false));

    assertEquals(StateMark.STOPPED, ghost.state());
    assertEquals("up", ghost.beliefWords());
    assertTrue(ghost.mistaken());
  }

  @Test
  void runningNodeThatNobodyListsIsCalledUnlisted() {
    CardModel.Card apart = card(new Presence(0, true));

    assertEquals(StateMark.UNLISTED, apart.state());
    assertEquals("healthy", apart.truthWords());
    assertFalse(apart.mistaken());
  }

  @Test
  void servicesElsewhereCannotBeBrokenHere() {
    live.show(SCENARIO, whole);

    assertTrue(cards.cards().getFirst().untouchable().isEmpty());
    assertTrue(
        new CardModel(live, 3, named("elsewhere"))
            .untouchable()
            .orElseThrow()
            .contains("no node of ours"));
  }

  private CardModel.Card card(Presence presence) {
    return CardModel.Card.of(there(whole.nodes().getFirst().id(), presence), 0, Set.of());
  }

  private NodeFrame named(String id) {
    return there(id, new Presence(1, true));
  }

  private NodeFrame there(String id, Presence presence) {
    NodeFrame node = whole.nodes().getFirst();
    return new NodeFrame(
        id,
        node.weight(),
        node.expectedShare(),
        presence,
        node.belief(),
        node.reason(),
        node.truth(),
        node.faults(),
        node.workers(),
        node.inFlight(),
        node.working(),
        node.queued(),
        node.connections(),
        node.lastSecond(),
        node.lastTen(),
        node.run());
  }

  private Frame with(List<NodeFrame> nodes) {
    return new Frame(
        whole.atNanos(),
        whole.books(),
        whole.lastSecond(),
        whole.lastTen(),
        whole.run(),
        nodes,
        whole.panic(),
        whole.generatorLagNanos(),
        whole.history(),
        whole.log());
  }

  private static Frame frame() {
    SteppedExperiment experiment = new SteppedExperiment(SCENARIO, () -> 0);
    experiment.advance(Duration.ofSeconds(1));
    return experiment.frame();
  }
}
