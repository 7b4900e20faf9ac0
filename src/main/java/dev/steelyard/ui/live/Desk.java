package dev.steelyard.ui.live;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.rail.Place;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What belongs to the person in front of the screen and not to the experiment: which scenarios
/// there are to pick, the theme, the screen on show, what is folded away.
///
/// Lives on the screen's thread.
public final class Desk {
  private final LiveModel live;
  private final List<Scenario> scenarios;
  private final Consumer<Scenario> play;
  private final ObjectProperty<Theme> theme =
      new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(this, "place", Place.LIVE);
  private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");
  private final BooleanProperty controlsShown =
      new SimpleBooleanProperty(this, "controlsShown", true);
  private final BooleanProperty helpShown = new SimpleBooleanProperty(this, "helpShown");

  /// @param scenarios what there is to pick
  /// @param play starts a scenario from its beginning
  public Desk(LiveModel live, List<Scenario> scenarios, Consumer<Scenario> play) {
    this.live = live;
    this.scenarios = List.copyOf(scenarios);
    this.play = play;
  }

  public List<Scenario> scenarios() {
    return scenarios;
  }

  /// Starts `scenario` from its beginning.
  public void play(Scenario scenario) {
    play.accept(scenario);
  }

  /// Starts the played scenario again, as it was picked.
  public void reset() {
    play.accept(live.scenarioProperty().get());
  }

  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  public void toggleTheme() {
    theme.set(theme.get().other());
  }

  /// The screen that is on show.
  public ObjectProperty<Place> placeProperty() {
    return place;
  }

  /// Whether requests appear where they are instead of moving there.
  public BooleanProperty reducedMotionProperty() {
    return reducedMotion;
  }

  /// Whether the controls are there.
  public BooleanProperty controlsShownProperty() {
    return controlsShown;
  }

  public void toggleControls() {
    controlsShown.set(!controlsShown.get());
  }

  /// Whether the help lies over the screen.
  public BooleanProperty helpShownProperty() {
    return helpShown;
  }

  public void toggleHelp() {
    helpShown.set(!helpShown.get());
  }
}
