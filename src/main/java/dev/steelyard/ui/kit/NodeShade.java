package dev.steelyard.ui.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// How the node with an index is told apart from the others in every chart: one of {@link
/// Ink#NODE_COLORS} colours, and a pattern that changes with each round of colours.
///
/// @param index the node's place in the scenario, from 0
public record NodeShade(int index) {
  private static final double PATTERN_OPACITY = 0.45;

  public NodeShade {
    if (index < 0) {
      throw new IllegalArgumentException("index: " + index + " must not be below 0");
    }
  }

  public Ink ink() {
    return Ink.node(index);
  }

  public Pattern pattern() {
    Pattern[] all = Pattern.values();
    return all[index / Ink.NODE_COLORS % all.length];
  }

  /// The style class whose rule sets `-sy-node` to this colour: `node-3`.
  public String styleClass() {
    return "node-" + index % Ink.NODE_COLORS;
  }

  /// The colour with its pattern, to fill an area.
  public Paint fill(Inks inks) {
    return inks.patterned(ink(), Ink.SURFACE_RAISED, pattern(), PATTERN_OPACITY);
  }

  /// Paints a small square for a legend.
  public void paintSwatch(GraphicsContext graphics, double x, double y, double size, Inks inks) {
    graphics.setFill(inks.of(ink()));
    graphics.fillRoundRect(x, y, size, size, 3, 3);
    graphics.setStroke(inks.of(Ink.SURFACE_RAISED));
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.setLineWidth(1.5);
    switch (pattern()) {
      case SOLID -> {}
      case STRIPED -> graphics.strokeLine(x, y + size, x + size, y);
      case DOTTED -> graphics.fillOval(x + size / 2 - 2, y + size / 2 - 2, 4, 4);
      case CROSSED -> {
        graphics.strokeLine(x, y + size, x + size, y);
        graphics.strokeLine(x, y, x + size, y + size);
      }
    }
  }
}
