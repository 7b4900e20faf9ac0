package dev.steelyard.ui.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.paint.Color;

/// The colours that a painter of a canvas works with, as the theme's CSS has them at the moment.
/// Immutable; a theme switch makes a new one.
public final class Inks {
  private final Map<Ink, Color> colors = new EnumMap<>(Ink.class);

  Inks(Function<Ink, Color> color) {
    for (Ink ink : Ink.values()) {
      colors.put(ink, color.apply(ink));
    }
  }

  public Color of(Ink ink) {
    Color color = colors.get(ink);
    if (color == null) {
      throw new IllegalStateException("no colour for " + ink);
    }
    return color;
  }

  /// The colour with some transparency, `opacity` from 0 to 1.
  public Color of(Ink ink, double opacity) {
    Color color = of(ink);
    return Color.color(color.getRed(), color.getGreen(), color.getBlue(), opacity);
  }

  /// The colour of the node with this index. Beyond {@link Ink#NODE_COLORS} colours come again; see
  /// {@link NodeShade} for what then tells nodes apart.
  public Color node(int index) {
    return of(Ink.node(index));
  }
}
