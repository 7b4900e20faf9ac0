package dev.steelyard.ui.live.cards;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;

/// The faults that have no button of their own, each a menu: off, or on with a strength.
final class MoreFaults {
  private MoreFaults() {}

  /// Which faults these are, in the catalogue's order.
  static List<FaultType> types() {
    return Arrays.stream(FaultType.values())
        .filter(type -> !FaultButtons.TYPES.contains(type))
        .toList();
  }

  static List<Menu> menus(CardModel model) {
    return types().stream().map(type -> menu(model, type)).toList();
  }

  private static Menu menu(CardModel model, FaultType type) {
    var menu = new Menu(type.title(), new FontIcon(FaultButtons.icon(type)));
    menu.setId(model.id() + "-" + type.id());
    var group = new ToggleGroup();
    var off = new RadioMenuItem("Off");
    off.setToggleGroup(group);
    off.setOnAction(event -> model.end(type));
    menu.getItems().add(off);
    Map<Effect, RadioMenuItem> items = new LinkedHashMap<>();
    strengths(type)
        .forEach((words, effect) -> {
          var item = new RadioMenuItem(words);
          item.setToggleGroup(group);
          item.setOnAction(event -> model.begin(effect));
          items.put(effect, item);
          menu.getItems().add(item);
        });
    model
        .cardProperty()
        .subscribe(card -> {
          boolean on = card.pressed().contains(type);
          RadioMenuItem item = on ? items.get(strength(model, type)) : off;
          if (item == null) { // A strength of the scenario's own.
            group.selectToggle(null);
          } else {
            item.setSelected(true);
          }
          menu.setText(type.title() + ": " + (item == null ? "on" : words(item)));
        });
    return menu;
  }

  private static String words(RadioMenuItem item) {
    return item.getText().toLowerCase(Locale.ROOT);
  }

  /// How strong it really is, or will be as soon as the experiment follows.
  private static Effect strength(CardModel model, FaultType type) {
    return model.cardProperty().get().node().faults().stream()
        .map(Fault::effect)
        .filter(effect -> effect.type() == type)
        .findFirst()
        .orElseGet(() -> model.optionsProperty().get().other(type));
  }

  /// What the menu offers, by its words.
  private static Map<String, Effect> strengths(FaultType type) {
    Map<String, Effect> strengths = new LinkedHashMap<>();
    switch (type) {
      case DELAY -> {
        for (int millis : List.of(50, 200, 1_000)) {
          var spread = new Distribution.Fixed(Duration.ofMillis(millis));
          strengths.put(millis + " ms", new Effect.Delay(spread));
        }
      }
      case RATE_LIMIT -> {
        for (int rate : List.of(5, 10, 50)) {
          strengths.put(rate + " requests/s", new Effect.RateLimit(rate));
        }
      }
      case DRIP -> {
        for (int rate : List.of(5, 50, 500)) {
          strengths.put(rate + " bytes/s", new Effect.Drip(rate));
        }
      }
      case PAUSE -> {
        for (int millis : List.of(100, 500, 1_000)) {
          var length = Duration.ofMillis(millis);
          strengths.put(millis + " ms every 2 s", new Effect.Pause(Duration.ofSeconds(2), length));
        }
      }
      case LEAK -> {
        for (int percent : List.of(1, 5, 20)) {
          strengths.put(percent + " % each request", new Effect.Leak(percent / 100.0));
        }
      }
      case OVERLOAD -> {
        for (int percent : List.of(5, 20, 100)) {
          strengths.put(percent + " % each other request", new Effect.Overload(percent / 100.0));
        }
      }
      case TRUNCATE, MALFORMED -> strengths.put("On", type.defaults());
      case REFUSE, HANG, SLOW, ERRORS, RESET, FLAP -> {}
    }
    return strengths;
  }
}
