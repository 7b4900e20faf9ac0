package dev.steelyard.ui.live.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.Scope;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.ui.Scenes;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.live.LiveModel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// The menu of a node's card, over the real engine in virtual time.
@ExtendWith(ApplicationExtension.class)
class MoreFaultsTest {
  private static final Scenario SCENARIO = Scenes.nodes(3, 90);

  private final LiveModel live = new LiveModel(SCENARIO);
  private final SteppedExperiment experiment = new SteppedExperiment(SCENARIO, () -> 0);
  private final CardsModel cards = new CardsModel(live);

  @ParameterizedTest
  @EnumSource
  void everyFaultHasAButtonOrAMenuThatBeginsItInEachStrength(FaultType type) {
    if (FaultButtons.TYPES.contains(type)) {
      return;
    }
    onFx(() -> {
      Menu menu = menu(type);
      assertTrue(menu.getText().endsWith(": off"), menu.getText());
      List<MenuItem> strengths = menu.getItems().subList(1, menu.getItems().size());
      for (MenuItem strength : strengths) {
        strength.fire();
        follow();
        assertEquals(type, only().effect().type());
        assertEquals(List.of(strength.getText()), chosen(menu));
      }
      assertEquals(strengths.size(), experiment.commands().size());

      menu.getItems().getFirst().fire();
      follow();
      assertEquals("clear a " + type.id(), experiment.commands().getLast());
      assertEquals(List.of("Off"), chosen(menu));
      return true;
    });
  }

  @Test
  void strengthOfTheScenariosOwnIsLeftAlone() {
    onFx(() -> {
      var own = new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(33)));
      experiment.inject("a", new Fault(own, Scope.BOTH));
      follow();
      assertEquals("Delay: on", menu(FaultType.DELAY).getText());

      menu(FaultType.TRUNCATE).getItems().getLast().fire();
      follow();
      List<Fault> faults = card().cardProperty().get().node().faults();
      assertEquals(
          List.of(own, new Effect.Truncate()), faults.stream().map(Fault::effect).toList());
      return true;
    });
  }

  @Test
  void buttonOfTheMenuTellsWhichOfItsFaultsAreOn() {
    onFx(() -> {
      FaultButtons buttons = new FaultButtons(card(), true);
      FaultMenu menu = (FaultMenu) buttons.getChildren().getLast();
      buttons.show(Set.of(FaultType.REFUSE));
      assertFalse(menu.getPseudoClassStates().contains(CardStates.ON));

      buttons.show(Set.of(FaultType.REFUSE, FaultType.DELAY, FaultType.LEAK));
      assertTrue(menu.getPseudoClassStates().contains(CardStates.ON));
      assertTrue(menu.getTooltip().getText().endsWith("On: Delay, Leak"));
      return true;
    });
  }

  @Test
  void resetComesBeforeTheAnswerOrAmidIt() {
    onFx(() -> {
      card().toggle(FaultType.RESET);
      card().optionsProperty().set(FaultOptions.DEFAULTS.withOther(new Effect.ResetAmid()));
      follow();
      assertEquals(new Effect.ResetAmid(), only().effect());
      assertEquals(
          List.of("inject a resets connections", "inject a resets connections amid the answer"),
          experiment.commands());
      return true;
    });
  }

  private void follow() {
    experiment.advance(Duration.ofMillis(200));
    live.pulse();
  }

  private CardModel card() {
    return cards.cards().getFirst();
  }

  private Fault only() {
    List<Fault> faults = card().cardProperty().get().node().faults();
    assertEquals(1, faults.size(), faults.toString());
    return faults.getFirst();
  }

  private Menu menu(FaultType type) {
    return (Menu)
        new FaultMenu(card())
            .getItems().stream()
                .filter(item -> ("a-" + type.id()).equals(item.getId()))
                .findFirst()
                .orElseThrow();
  }

  private static List<String> chosen(Menu menu) {
    return menu.getItems().stream()
        .map(RadioMenuItem.class::cast)
        .filter(RadioMenuItem::isSelected)
        .map(MenuItem::getText)
        .toList();
  }

  private void onFx(Supplier<Boolean> task) {
    Stages.onFx(() -> {
      live.opening(SCENARIO);
      live.attach(experiment);
      follow();
      return task.get();
    });
  }
}
