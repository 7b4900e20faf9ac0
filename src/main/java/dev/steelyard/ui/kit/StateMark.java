package dev.steelyard.ui.kit;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.NodeFrame;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.shape.FillRule;

/// A state as a shape, a word and a colour, so that it can be told apart from the back row and in
/// grey. Truths and beliefs have their own marks; the shapes of what is fine are the same.
public enum StateMark {
  HEALTHY(Ink.HEALTHY, Ink.HEALTHY_SOFT, Shapes.DISC),
  DEGRADED(Ink.DEGRADED, Ink.DEGRADED_SOFT, Shapes.TRIANGLE),
  BROKEN(Ink.BROKEN, Ink.BROKEN_SOFT, Shapes.CROSS),
  UP(Ink.HEALTHY, Ink.HEALTHY_SOFT, Shapes.DISC),
  DOWN(Ink.BROKEN, Ink.BROKEN_SOFT, Shapes.ARROW_DOWN),
  EJECTED(Ink.EJECTED, Ink.EJECTED_SOFT, Shapes.BARRED_RING),
  HALF_OPEN(Ink.DEGRADED, Ink.DEGRADED_SOFT, Shapes.HALF_SQUARE),
  BREAKER_OPEN(Ink.EJECTED, Ink.EJECTED_SOFT, Shapes.HOLLOW_SQUARE),
  WARMING_UP(Ink.ACCENT, Ink.ACCENT_SOFT, Shapes.ARROW_UP),
  DRAINING(Ink.TEXT_MUTED, Ink.SURFACE_SUNKEN, Shapes.DROP),
  /// Its process does not run, and no balancer knows of it.
  GONE(Ink.TEXT_MUTED, Ink.SURFACE_SUNKEN, Shapes.RING),
  /// No balancer has it as a member, though it may run.
  UNLISTED(Ink.TEXT_MUTED, Ink.SURFACE_SUNKEN, Shapes.DOTTED_RING),
  /// Its process does not run.
  STOPPED(Ink.BROKEN, Ink.BROKEN_SOFT, Shapes.SQUARE);

  /// The side of the square that {@link #path()} is drawn in.
  public static final double BOX = 16;

  private final Ink ink;
  private final Ink softInk;
  private final String path;

  StateMark(Ink ink, Ink softInk, String path) {
    this.ink = ink;
    this.softInk = softInk;
    this.path = path;
  }

  public static StateMark of(Truth truth) {
    return switch (truth) {
      case HEALTHY -> HEALTHY;
      case DEGRADED -> DEGRADED;
      case BROKEN -> BROKEN;
    };
  }

  public static StateMark of(NodeState belief) {
    return switch (belief) {
      case UP -> UP;
      case DOWN -> DOWN;
      case EJECTED -> EJECTED;
      case HALF_OPEN -> HALF_OPEN;
      case BREAKER_OPEN -> BREAKER_OPEN;
      case WARMING_UP -> WARMING_UP;
      case DRAINING -> DRAINING;
    };
  }

  /// What is true of a node, whether it is there included.
  public static StateMark truthOf(NodeFrame node) {
    return node.presence().running() ? of(node.truth()) : STOPPED;
  }

  /// What is believed of a node, if anybody has it as a member.
  public static StateMark beliefOf(NodeFrame node) {
    return node.presence().member() ? of(node.belief()) : UNLISTED;
  }

  /// The word on screen: `half-open`. It is the style class, too.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The colour of the shape.
  public Ink ink() {
    return ink;
  }

  /// A quiet colour behind the shape and the word.
  public Ink softInk() {
    return softInk;
  }

  /// The shape as an SVG path in a square of {@link #BOX}, filled by the even-odd rule.
  public String path() {
    return path;
  }

  /// Paints the shape into the square of `size` with this centre, in its colour.
  public void paint(
      GraphicsContext graphics, double centerX, double centerY, double size, Inks inks) {
    paint(graphics, centerX, centerY, size, inks.of(ink));
  }

  /// The same in another colour, for a mark on a filled ground.
  public void paint(
      GraphicsContext graphics, double centerX, double centerY, double size, Paint paint) {
    graphics.save();
    graphics.translate(centerX - size / 2, centerY - size / 2);
    graphics.scale(size / BOX, size / BOX);
    graphics.setFillRule(FillRule.EVEN_ODD);
    graphics.setFill(paint);
    graphics.beginPath();
    graphics.appendSVGPath(path);
    graphics.fill();
    graphics.restore();
  }

  /// Apart from the constants, since those are made before the fields of their own class.
  private static final class Shapes {
    static final String DISC = "M8 1.5 A6.5 6.5 0 1 1 8 14.5 A6.5 6.5 0 1 1 8 1.5 Z";
    static final String TRIANGLE =
        "M8 0.8 L15.8 15 L0.2 15 Z M7.1 5.5 L8.9 5.5 L8.6 10.4 L7.4 10.4 Z"
            + " M7.1 11.6 L8.9 11.6 L8.9 13.3 L7.1 13.3 Z";
    static final String CROSS =
        "M1 3.6 L3.6 1 L8 5.4 L12.4 1 L15 3.6 L10.6 8 L15 12.4 L12.4 15 L8 10.6 L3.6 15 L1 12.4"
            + " L5.4 8 Z";
    static final String ARROW_DOWN = "M5.9 1 L10.1 1 L10.1 7.6 L15 7.6 L8 15.4 L1 7.6 L5.9 7.6 Z";
    static final String ARROW_UP = "M5.9 15 L10.1 15 L10.1 8.4 L15 8.4 L8 0.6 L1 8.4 L5.9 8.4 Z";
    static final String HOLLOW_SQUARE =
        "M1 1 L15 1 L15 15 L1 15 Z M3.6 3.6 L3.6 12.4 L12.4 12.4 L12.4 3.6 Z";
    static final String SQUARE = "M2 2 L14 2 L14 14 L2 14 Z";
    static final String RING =
        "M8 1.5 A6.5 6.5 0 1 1 8 14.5 A6.5 6.5 0 1 1 8 1.5 Z"
            + " M8 3.7 A4.3 4.3 0 1 1 8 12.3 A4.3 4.3 0 1 1 8 3.7 Z";
    static final String DOTTED_RING = RING + " M8 6 A2 2 0 1 1 8 10 A2 2 0 1 1 8 6 Z";
    static final String HALF_SQUARE =
        "M1 1 L15 1 L15 15 L1 15 Z M8 3.6 L8 12.4 L12.4 12.4 L12.4 3.6 Z";
    static final String DROP =
        "M8 0.8 C10 4.6 13.4 7 13.4 10.2 A5.4 5.2 0 1 1 2.6 10.2 C2.6 7 6 4.6 8 0.8 Z";
    static final String BARRED_RING =
        "M8 0.8 A7.2 7.2 0 1 1 8 15.2 A7.2 7.2 0 1 1 8 0.8 Z"
            + " M4.5 6.2 A4.6 4.6 0 0 0 9.8 12.2 Z M6.2 3.8 A4.6 4.6 0 0 1 11.6 9.8 Z";
  }
}
