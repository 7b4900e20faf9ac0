package dev.steelyard.ui.live.cards;

import atlantafx.base.theme.Styles;
import dev.steelyard.fault.FaultType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// One button for each of the commonest faults, pressed while it is on, and a menu for the others.
final class FaultButtons extends HBox {
  /// Those that have a button.
  static final List<FaultType> TYPES =
      List.of(
          FaultType.REFUSE,
          FaultType.HANG,
          FaultType.SLOW,
          FaultType.ERRORS,
          FaultType.RESET,
          FaultType.FLAP);

  private final Map<FaultType, ToggleButton> buttons = new EnumMap<>(FaultType.class);
  private final FaultMenu menu;

  FaultButtons(CardModel model, boolean iconsOnly) {
    getStyleClass().add("fault-buttons");
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
    if (iconsOnly) {
      getStyleClass().add("icons-only");
    }
    for (FaultType type : TYPES) {
      ToggleButton button = button(model, type);
      if (iconsOnly) {
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      }
      buttons.put(type, button);
      getChildren().add(button);
    }
    menu = new FaultMenu(model);
    getChildren().add(menu);
    model.untouchable().ifPresent(this::forbid);
  }

  /// Switches all of them off. What is off hears no pointer, so the row tells why.
  private void forbid(String why) {
    getChildren()
        .forEach(button -> {
          button.setDisable(true);
          button.setAccessibleHelp(why);
        });
    Tooltip.install(this, new Tooltip(why));
  }

  void show(Set<FaultType> pressed) {
    buttons.forEach((type, button) -> button.setSelected(pressed.contains(type)));
    menu.show(pressed);
  }

  private static ToggleButton button(CardModel model, FaultType type) {
    ToggleButton button = new ToggleButton(type.title(), new FontIcon(icon(type)));
    button.getStyleClass().addAll(Styles.SMALL, "fault-button");
    button.setId(model.id() + "-" + type.id());
    button.setMinWidth(USE_PREF_SIZE);
    button.setAccessibleText(type.title() + " node " + model.id());
    String key = type == FaultType.REFUSE ? "  (K for the selected node)" : "";
    button.setTooltip(new Tooltip(type.title() + ": " + type.summary() + key));
    button.setOnAction(event -> model.toggle(type));
    return button;
  }

  static Ikon icon(FaultType type) {
    return switch (type) {
      case REFUSE -> MaterialDesignP.POWER_PLUG_OFF_OUTLINE;
      case HANG -> MaterialDesignT.TIMER_SAND;
      case SLOW -> MaterialDesignS.SPEEDOMETER_SLOW;
      case ERRORS -> MaterialDesignA.ALERT_OUTLINE;
      case RESET -> MaterialDesignL.LIGHTNING_BOLT_OUTLINE;
      case FLAP -> MaterialDesignS.SWAP_VERTICAL;
      case DELAY -> MaterialDesignC.CLOCK_OUTLINE;
      case RATE_LIMIT -> MaterialDesignS.SPEEDOMETER;
      case TRUNCATE -> MaterialDesignC.CONTENT_CUT;
      case MALFORMED -> MaterialDesignC.CODE_BRACES;
      case DRIP -> MaterialDesignW.WATER_OUTLINE;
      case PAUSE -> MaterialDesignP.PAUSE;
      case LEAK -> MaterialDesignT.TRENDING_UP;
      case OVERLOAD -> MaterialDesignW.WEIGHT;
    };
  }
}
