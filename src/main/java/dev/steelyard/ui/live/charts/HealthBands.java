package dev.steelyard.ui.live.charts;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Pattern;
import dev.steelyard.ui.kit.StateMark;
import java.util.List;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;

/// Paints the two bands of a lane.
///
/// What is fine is pale, so that trouble stands out; what is broken or down is solid, and what lies
/// between has a pattern, so that they differ in grey.
final class HealthBands {
  private static final double PAD = 4;
  private static final double LEAST_MARK = 5;
  private static final double MOST_MARK = 9;

  private final Sheet sheet;
  private final PlotArea area;
  private final LaneLayout layout;

  HealthBands(Sheet sheet, PlotArea area, LaneLayout layout) {
    this.sheet = sheet;
    this.area = area;
    this.layout = layout;
  }

  /// Says what is the matter during a stretch.
  @FunctionalInterface
  interface Words {
    String of(Lanes.Stretch<Truth> stretch);
  }

  void paint(int number, Lanes.Lane lane, Words words) {
    List<Lanes.Stretch<Truth>> truths = lane.truth().in(area.time());
    for (Lanes.Stretch<Truth> stretch : truths) {
      Box box = box(stretch, layout.truthTop(number));
      StateMark mark = StateMark.of(stretch.what());
      fill(box, truthPaint(stretch.what()));
      if (stretch.what() != Truth.HEALTHY) {
        label(box, mark, stretch.what() == Truth.BROKEN, words.of(stretch));
      }
    }
    for (Lanes.Stretch<NodeState> stretch : lane.belief().in(area.time())) {
      Box box = box(stretch, layout.beliefTop(number));
      StateMark mark = StateMark.of(stretch.what());
      fill(box, beliefPaint(stretch.what()));
      double used = 0;
      if (stretch.what() != NodeState.UP) {
        used = label(box, mark, stretch.what() == NodeState.DOWN, mark.word());
      }
      if (!lane.belief().lasts(stretch)) {
        lag(box, stretch, truths, used);
      }
    }
  }

  private Paint truthPaint(Truth truth) {
    return switch (truth) {
      case HEALTHY -> sheet.inks().of(Ink.HEALTHY_SOFT);
      case DEGRADED ->
          sheet.inks().patterned(Ink.DEGRADED_SOFT, Ink.DEGRADED, Pattern.STRIPED, 0.8);
      case BROKEN -> sheet.inks().of(Ink.BROKEN);
    };
  }

  private Paint beliefPaint(NodeState belief) {
    return switch (belief) {
      case UP -> sheet.inks().of(Ink.HEALTHY_SOFT);
      case DOWN -> sheet.inks().of(Ink.BROKEN);
      case EJECTED -> sheet.inks().patterned(Ink.EJECTED_SOFT, Ink.EJECTED, Pattern.CROSSED, 0.8);
      case BREAKER_OPEN ->
          sheet.inks().patterned(Ink.EJECTED_SOFT, Ink.EJECTED, Pattern.STRIPED, 0.8);
      case HALF_OPEN ->
          sheet.inks().patterned(Ink.DEGRADED_SOFT, Ink.DEGRADED, Pattern.STRIPED, 0.8);
      case WARMING_UP -> sheet.inks().of(Ink.ACCENT_SOFT);
      case DRAINING -> sheet.inks().of(Ink.SURFACE_SUNKEN);
    };
  }

  private Box box(Lanes.Stretch<?> stretch, double top) {
    double left = Math.max(area.left(), area.x(Math.max(0, stretch.fromNanos())));
    double right = Math.min(area.right(), area.x(stretch.toNanos()));
    return new Box(left, Math.rint(top), Math.max(1, right - left), layout.bandHeight());
  }

  private void fill(Box box, Paint paint) {
    sheet.graphics().setFill(paint);
    sheet.graphics().fillRect(box.left(), box.top(), box.width(), box.height());
  }

  /// Puts the mark, and as many words as fit, at the beginning of a box; tells how much was used.
  private double label(Box box, StateMark mark, boolean onFill, String words) {
    double size = Math.min(MOST_MARK, box.height() - 1);
    if (size < LEAST_MARK || box.width() < size + 2 * PAD) {
      return 0;
    }
    String fitted =
        layout.hasWords()
            ? sheet.fitted(words, sheet.inks().smallBold(), box.width() - size - 4 * PAD)
            : "";
    double used = size + 2 * PAD;
    if (!fitted.isEmpty()) {
      used += sheet.widthOf(fitted, sheet.inks().smallBold()) + PAD;
    }
    if (!onFill) {
      fill(new Box(box.left(), box.top(), used, box.height()), sheet.inks().of(mark.softInk()));
    }
    Paint ink = sheet.inks().of(onFill ? Ink.TEXT_ON_FILL : mark.ink());
    double middle = box.top() + box.height() / 2;
    mark.paint(sheet.graphics(), box.left() + PAD + size / 2, middle, size, ink);
    sheet.text(
        fitted,
        box.left() + size + 2 * PAD,
        middle,
        TextAlignment.LEFT,
        sheet.inks().smallBold(),
        ink);
    return used;
  }

  /// Writes at the end of a belief that has ended for how long it was wrong, if it was.
  private void lag(
      Box box, Lanes.Stretch<NodeState> belief, List<Lanes.Stretch<Truth>> truths, double used) {
    if (!layout.hasWords() || !isVerdict(belief.what())) {
      return;
    }
    boolean believedWell = belief.what() == NodeState.UP;
    for (Lanes.Stretch<Truth> truth : truths) {
      boolean contradicts = believedWell == (truth.what() != Truth.HEALTHY);
      if (contradicts
          && truth.fromNanos() > belief.fromNanos()
          && truth.contains(belief.toNanos() - 1)) {
        String words = "after " + Figures.duration(belief.toNanos() - truth.fromNanos());
        double width = sheet.widthOf(words, sheet.inks().small());
        if (box.width() - used >= width + 2 * PAD) {
          if (belief.what() == NodeState.EJECTED || belief.what() == NodeState.BREAKER_OPEN) {
            double room = width + 2 * PAD;
            fill(
                new Box(box.right() - room, box.top(), room, box.height()),
                sheet.inks().of(Ink.EJECTED_SOFT));
          }
          sheet.text(
              words,
              box.right() - PAD,
              box.top() + box.height() / 2,
              TextAlignment.RIGHT,
              sheet.inks().small(),
              belief.what() == NodeState.DOWN ? Ink.TEXT_ON_FILL : Ink.TEXT);
        }
      }
    }
  }

  /// Whether a belief says that the node is well or that it is not, so that it can be wrong.
  private static boolean isVerdict(NodeState belief) {
    return switch (belief) {
      case UP, DOWN, EJECTED, BREAKER_OPEN -> true;
      case HALF_OPEN, WARMING_UP, DRAINING -> false;
    };
  }

  private record Box(double left, double top, double width, double height) {
    double right() {
      return left + width;
    }
  }
}
