package dev.steelyard.ui.live.cards;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// Whom the faults of a node meet, how strong they are, and those that have no button.
final class FaultMenu extends MenuButton {
  private static final String WHAT = "More faults, whom they meet, and how strong they are";

  private final CardModel model;
  private final Tooltip tooltip = new Tooltip(WHAT);

  FaultMenu(CardModel model) {
    this.model = model;
    setGraphic(new FontIcon(MaterialDesignT.TUNE_VARIANT));
    getStyleClass().addAll(Styles.SMALL, Styles.BUTTON_ICON, Tweaks.NO_ARROW, "fault-menu");
    setId(model.id() + "-options");
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText("More faults of node " + model.id() + ", scope and strength");
    setTooltip(tooltip);
    getItems()
        .addAll(
            choices(
                "Meets",
                Arrays.asList(Scope.values()),
                FaultMenu::words,
                FaultOptions::scope,
                FaultOptions::withScope),
            new SeparatorMenuItem(),
            choices(
                "Slow",
                FaultOptions.SLOW_FACTORS,
                factor -> Math.round(factor) + " times",
                FaultOptions::slowFactor,
                FaultOptions::withSlowFactor),
            choices(
                "Errors for",
                FaultOptions.ERROR_RATIOS,
                ratio -> Math.round(ratio * 100) + " % of requests",
                FaultOptions::errorRatio,
                FaultOptions::withErrorRatio),
            choices(
                "Errors with",
                FaultOptions.ERROR_STATUSES,
                status -> "status " + status,
                FaultOptions::errorStatus,
                FaultOptions::withErrorStatus),
            choices(
                "Flap every",
                FaultOptions.FLAP_PERIODS,
                FaultMenu::seconds,
                FaultOptions::flapPeriod,
                FaultOptions::withFlapPeriod),
            choices(
                "Reset",
                FaultOptions.RESETS,
                FaultMenu::words,
                options -> options.other(FaultType.RESET),
                FaultOptions::withOther),
            new SeparatorMenuItem());
    getItems().addAll(MoreFaults.menus(model));
    getItems().add(new SeparatorMenuItem());
    getItems().addAll(presence());
  }

  /// Looks pressed while a fault is on that has no button of its own, and names it.
  void show(Set<FaultType> pressed) {
    String on =
        MoreFaults.types().stream()
            .filter(pressed::contains)
            .map(FaultType::title)
            .collect(Collectors.joining(", "));
    pseudoClassStateChanged(CardStates.ON, !on.isEmpty());
    String what = on.isEmpty() ? WHAT : WHAT + ". On: " + on;
    tooltip.setText(what);
    setAccessibleHelp(what);
  }

  /// Leaving and joining, only one of which makes sense at a time.
  private List<MenuItem> presence() {
    MenuItem leave = new MenuItem("Let it leave: drain, then stop");
    leave.setId(model.id() + "-leave");
    leave.setOnAction(event -> model.leave());
    MenuItem join = new MenuItem("Let it join again");
    join.setId(model.id() + "-join");
    join.setOnAction(event -> model.join());
    leave.disableProperty().bind(model.cardProperty().map(card -> !card.canLeave()));
    join.disableProperty().bind(model.cardProperty().map(CardModel.Card::canLeave));
    return List.of(leave, join);
  }

  private <T> Menu choices(
      String name,
      List<T> all,
      Function<T, String> words,
      Function<FaultOptions, T> get,
      BiFunction<FaultOptions, T, FaultOptions> with) {
    Menu menu = new Menu();
    ToggleGroup group = new ToggleGroup();
    for (T value : all) {
      RadioMenuItem item = new RadioMenuItem(words.apply(value));
      item.setToggleGroup(group);
      item.setOnAction(
          event -> model.optionsProperty().set(with.apply(model.optionsProperty().get(), value)));
      model.optionsProperty().subscribe(now -> item.setSelected(get.apply(now).equals(value)));
      menu.getItems().add(item);
    }
    model
        .optionsProperty()
        .subscribe(now -> menu.setText(name + ": " + words.apply(get.apply(now))));
    return menu;
  }

  private static String words(Effect reset) {
    return reset instanceof Effect.ResetAmid ? "amid the answer" : "before the answer";
  }

  private static String words(Scope scope) {
    return switch (scope) {
      case TRAFFIC -> "traffic only";
      case HEALTH_CHECK -> "health checks only";
      case BOTH -> "everybody";
    };
  }

  private static String seconds(Duration period) {
    return period.toSeconds() + " s";
  }
}
