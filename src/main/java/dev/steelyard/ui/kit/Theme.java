package dev.steelyard.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// The looks of the app. A theme is a base stylesheet for the controls, our own `steelyard.css`,
/// and a style class of the scene's root that gives the looked-up colours their values.
///
/// JavaFX thread.
public enum Theme {
  LIGHT("Light", new PrimerLight()),
  DARK("Dark", new PrimerDark());

  private static final String OWN =
      Objects.requireNonNull(Theme.class.getResource("steelyard.css")).toExternalForm();

  private final String title;
  private final String base;

  Theme(String title, atlantafx.base.theme.Theme base) {
    this.title = title;
    this.base = base.getUserAgentStylesheet();
  }

  /// The name on screen.
  public String title() {
    return title;
  }

  /// The style class of the root: `theme-light`, `theme-dark`.
  public String styleClass() {
    return "theme-" + name().toLowerCase(Locale.ROOT);
  }

  /// The theme that the theme button goes to from here.
  public Theme other() {
    return switch (this) {
      case LIGHT -> DARK;
      case DARK -> LIGHT;
    };
  }

  /// Dresses a scene, and the controls of all windows. A new root of the scene needs it again.
  public void apply(Scene scene) {
    if (!base.equals(Application.getUserAgentStylesheet())) {
      Application.setUserAgentStylesheet(base);
    }
    if (!scene.getStylesheets().contains(OWN)) {
      scene.getStylesheets().add(OWN);
    }
    Parent root = scene.getRoot();
    root.getStyleClass().removeAll(Arrays.stream(values()).map(Theme::styleClass).toList());
    root.getStyleClass().add(styleClass());
  }
}
