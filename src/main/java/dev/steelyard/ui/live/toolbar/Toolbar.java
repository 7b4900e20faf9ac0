package dev.steelyard.ui.live.toolbar;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.rail.Place;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// The bar at the top.
public final class Toolbar extends HBox {
  private final LiveModel live;
  private final Desk desk;

  public Toolbar(LiveModel live, Desk desk) {
    this.live = live;
    this.desk = desk;
    getStyleClass().add("toolbar");
    setAlignment(Pos.CENTER_LEFT);
    FontIcon balance = new FontIcon(MaterialDesignS.SCALE_BALANCE);
    balance.getStyleClass().add("brand-icon");
    Label brand = new Label("Steelyard", balance);
    brand.getStyleClass().add("brand");
    brand.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren()
        .addAll(
            controlsToggle(),
            brand,
            new ScenarioPicker(live, desk),
            runButton(),
            button(
                "reset",
                "Reset",
                MaterialDesignR.RESTART,
                "Start the scenario again from its beginning  (R)",
                desk::reset),
            gap,
            new CaveatChip(live),
            status(),
            elapsed(),
            settings(),
            themeButton(),
            icon(
                button(
                    "help",
                    "Help",
                    MaterialDesignH.HELP_CIRCLE_OUTLINE,
                    "Keys and marks  (F1)",
                    desk::toggleHelp)));
  }

  private ToggleButton controlsToggle() {
    ToggleButton toggle = new ToggleButton("", new FontIcon(MaterialDesignD.DOCK_LEFT));
    toggle.setId("controls");
    toggle.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "quiet-toggle");
    toggle.setAccessibleText("Controls");
    toggle.setTooltip(new Tooltip("Show or hide the controls  (C)"));
    toggle.selectedProperty().bindBidirectional(desk.controlsShownProperty());
    toggle.disableProperty().bind(desk.placeProperty().map(place -> place != Place.LIVE));
    return toggle;
  }

  private Button runButton() {
    Button run =
        button(
            "run", "Pause", MaterialDesignP.PAUSE, "Pause the traffic  (Space)", live::toggleRun);
    run.getStyleClass().addAll(Styles.ACCENT, "run-button");
    run.disableProperty().bind(live.phaseProperty().map(phase -> !phase.shows()));
    live.pausedProperty()
        .subscribe(paused -> {
          run.setText(paused ? "Run" : "Pause");
          run.setGraphic(new FontIcon(paused ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE));
          run.getTooltip().setText(paused ? "Go on  (Space)" : "Pause the traffic  (Space)");
        });
    return run;
  }

  private Label status() {
    Label status = new Label();
    status.getStyleClass().add("caption");
    status.setMinWidth(USE_PREF_SIZE);
    status
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    switch (live.phaseProperty().get()) {
                      case OPENING -> "starting";
                      case BROKEN -> "stopped";
                      case OVER -> "finished";
                      case ON -> live.pausedProperty().get() ? "paused" : "running";
                    },
                live.phaseProperty(),
                live.pausedProperty()));
    return status;
  }

  private Label elapsed() {
    Label elapsed = new Label();
    elapsed.setId("elapsed");
    elapsed.getStyleClass().add("elapsed");
    elapsed.setMinWidth(USE_PREF_SIZE);
    elapsed.setTooltip(new Tooltip("Time since the scenario began"));
    elapsed
        .textProperty()
        .bind(live.frameProperty().map(frame -> Figures.elapsed(frame.atNanos())));
    return elapsed;
  }

  private MenuButton settings() {
    CheckMenuItem reduced = new CheckMenuItem("Reduced motion");
    reduced.selectedProperty().bindBidirectional(desk.reducedMotionProperty());
    MenuButton menu = new MenuButton("", new FontIcon(MaterialDesignC.COG_OUTLINE), reduced);
    menu.setId("settings");
    menu.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Tweaks.NO_ARROW);
    menu.setAccessibleText("Settings");
    menu.setTooltip(new Tooltip("Settings of the screen"));
    return menu;
  }

  private Button themeButton() {
    Button button =
        icon(
            button(
                "theme",
                "Theme",
                MaterialDesignT.THEME_LIGHT_DARK,
                "Other theme  (T)",
                desk::toggleTheme));
    desk.themeProperty()
        .subscribe(theme ->
            button.setGraphic(
                new FontIcon(
                    theme == Theme.DARK
                        ? MaterialDesignW.WHITE_BALANCE_SUNNY
                        : MaterialDesignW.WEATHER_NIGHT)));
    return button;
  }

  private static <B extends ButtonBase> B icon(B button) {
    button.setAccessibleText(button.getText());
    button.setText("");
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    return button;
  }

  private static Button button(String id, String name, Ikon icon, String what, Runnable action) {
    Button button = new Button(name, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(what));
    button.setOnAction(event -> action.run());
    return button;
  }
}
