package dev.steelyard.ui.kit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// The colours and type that a painter of a canvas works with, as the theme's CSS has them at the
/// moment. Its colours never change; a theme switch makes a new one. JavaFX thread.
public final class Inks {
  private static final double TEXT_TO_SMALL = 12.0 / 11;

  private final Map<Ink, Color> colors = new EnumMap<>(Ink.class);
  private final Map<Patterned, Paint> patterned = new HashMap<>();
  private final double lineWidth;
  private final Font small;
  private final Font smallBold;
  private final Font text;
  private final Font textBold;

  Inks(Function<Ink, Color> color, String family, double fontSize, double lineWidth) {
    for (Ink ink : Ink.values()) {
      colors.put(ink, color.apply(ink));
    }
    this.lineWidth = lineWidth;
    small = Font.font(family, fontSize);
    smallBold = Font.font(family, FontWeight.BOLD, fontSize);
    text = Font.font(family, fontSize * TEXT_TO_SMALL);
    textBold = Font.font(family, FontWeight.BOLD, fontSize * TEXT_TO_SMALL);
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

  /// A colour with a pattern of another one over it, `opacity` from 0 to 1. The same paint each
  /// time, since making it is not cheap.
  public Paint patterned(Ink ground, Ink line, Pattern pattern, double opacity) {
    return patterned.computeIfAbsent(
        new Patterned(ground, line, pattern, opacity),
        key -> pattern.over(of(ground), of(line), opacity));
  }

  /// How wide a plain line is, in px; painters multiply it.
  public double lineWidth() {
    return lineWidth;
  }

  /// For ticks and notes in charts.
  public Font small() {
    return small;
  }

  public Font smallBold() {
    return smallBold;
  }

  /// For what must be read first.
  public Font text() {
    return text;
  }

  public Font textBold() {
    return textBold;
  }

  private record Patterned(Ink ground, Ink line, Pattern pattern, double opacity) {}
}
