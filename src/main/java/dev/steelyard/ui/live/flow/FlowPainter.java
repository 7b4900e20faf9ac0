package dev.steelyard.ui.live.flow;

import dev.steelyard.fault.Truth;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.Inks;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.live.flow.FlowGeometry.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints the flow: a pure function of what it is given. The colours come from the theme.
final class FlowPainter {
  private static final double LANE = 2;
  private static final double WIDEST_BAND = 22;
  private static final double FADED = 0.55;
  private static final double FAINT = 0.15;
  private static final double BAND_OPACITY = 0.28;
  private static final double ARC = 12;
  private static final double MARK = 13;
  private static final double LEGEND_UP = 12;
  private static final double LEGEND_COLUMN = 72;
  private static final double ROOM_FOR_LEGEND = 450;

  private final GraphicsContext graphics;
  private final FlowGeometry geometry;
  private final Inks inks;

  private FlowPainter(GraphicsContext graphics, FlowGeometry geometry, Inks inks) {
    this.graphics = graphics;
    this.geometry = geometry;
    this.inks = inks;
  }

  static void paint(
      GraphicsContext graphics, FlowScene scene, List<Dot> dots, FlowGeometry geometry, Inks inks) {
    new FlowPainter(graphics, geometry, inks).paint(scene, dots);
  }

  private void paint(FlowScene scene, List<Dot> dots) {
    graphics.clearRect(0, 0, geometry.width(), geometry.height());
    graphics.setTextBaseline(VPos.CENTER);
    int lanes = Math.min(scene.lanes().size(), geometry.laneEnds().size());
    trunk(scene);
    for (int i = 0; i < lanes; i++) {
      lane(i, scene.lanes().get(i), scene.bands());
    }
    dots(scene, lanes, dots);
    for (int i = 0; i < lanes; i++) {
      word(i, scene.lanes().get(i));
    }
    if (geometry.hasClients()) {
      box(geometry.clientsLeft(), "Clients", scene.rate(), Ink.TEXT_MUTED);
      legend();
    }
    if (scene.noneTakesTraffic()) {
      box(geometry.trunkEnd(), "Balancer", "no node left", Ink.BROKEN);
    } else {
      box(geometry.trunkEnd(), "Balancer", scene.strategy(), Ink.TEXT_MUTED);
    }
  }

  private void trunk(FlowScene scene) {
    double y = geometry.middle();
    if (scene.bands()) {
      graphics.setStroke(inks.of(Ink.FIRST_TRY, BAND_OPACITY));
      graphics.setLineWidth(WIDEST_BAND);
      graphics.setLineCap(StrokeLineCap.BUTT);
      graphics.strokeLine(geometry.trunkStart(), y, geometry.trunkEnd(), y);
    }
    graphics.setStroke(inks.of(Ink.BORDER));
    graphics.setLineWidth(LANE);
    graphics.strokeLine(geometry.trunkStart(), y, geometry.trunkEnd(), y);
  }

  private void lane(int index, FlowScene.Lane lane, boolean bands) {
    boolean inSight = geometry.inSight(index);
    double opacity = !inSight ? FAINT : lane.takesTraffic() ? 1 : FADED;
    if (bands && inSight && lane.share() > 0) {
      graphics.setStroke(inks.of(Ink.node(index), BAND_OPACITY * opacity));
      graphics.setLineWidth(Math.max(1, WIDEST_BAND * lane.share()));
      curve(index);
    }
    graphics.setStroke(inks.of(Ink.node(index), opacity));
    graphics.setLineWidth(LANE);
    if (lane.absent()) {
      graphics.setLineDashes(2, 8);
    } else if (lane.truth() == Truth.BROKEN) {
      graphics.setLineDashes(6, 6);
    }
    curve(index);
    graphics.setLineDashes();
    if (lane.cut()) {
      cut(geometry.onLane(index, Token.CUT));
    }
  }

  private void curve(int index) {
    graphics.setLineCap(StrokeLineCap.BUTT);
    graphics.beginPath();
    graphics.moveTo(geometry.laneStart(), geometry.middle());
    graphics.bezierCurveTo(
        geometry.laneStart() + geometry.bend(),
        geometry.middle(),
        geometry.laneEnd() - geometry.bend(),
        geometry.laneEnds().get(index),
        geometry.laneEnd(),
        geometry.laneEnds().get(index));
    graphics.stroke();
  }

  /// A gap with two bars across: here the way ends.
  private void cut(Spot at) {
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.fillRect(at.x() - 5, at.y() - 8, 10, 16);
    graphics.setStroke(inks.of(Ink.BROKEN));
    graphics.setLineWidth(2.5);
    graphics.strokeLine(at.x() - 6, at.y() + 7, at.x() - 2, at.y() - 7);
    graphics.strokeLine(at.x() + 2, at.y() + 7, at.x() + 6, at.y() - 7);
  }

  /// What is the matter with a lane's node, as a shape and a word on the lane.
  private void word(int index, FlowScene.Lane lane) {
    String word = lane.word();
    if (word.isEmpty()) {
      return;
    }
    StateMark mark = lane.mark();
    if (!geometry.hasWords()) {
      markOnly(index, mark);
      return;
    }
    double width = MARK + 18 + word.length() * 6.6;
    double right = geometry.laneEnd() - 6;
    double y = geometry.laneEnds().get(index);
    Spot center = new Spot(right - width / 2, y);
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.fillRoundRect(center.x() - width / 2, y - 10, width, 20, 20, 20);
    graphics.setFill(inks.of(mark.softInk()));
    graphics.fillRoundRect(center.x() - width / 2, y - 10, width, 20, 20, 20);
    mark.paint(graphics, center.x() - width / 2 + 13, y, MARK, inks);
    text(
        word, inks.text(), inks.of(mark.ink()), center.x() - width / 2 + 23, y, TextAlignment.LEFT);
  }

  /// The shape alone, where lanes are short or close together; the card beside it has the word.
  private void markOnly(int index, StateMark mark) {
    double x = geometry.laneEnd() - 2 - MARK / 2;
    double y = geometry.laneEnds().get(index);
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.fillOval(x - MARK / 2 - 2, y - MARK / 2 - 2, MARK + 4, MARK + 4);
    mark.paint(graphics, x, y, MARK, inks);
  }

  private void dots(FlowScene scene, int lanes, List<Dot> dots) {
    Map<String, Integer> laneOf = new HashMap<>();
    for (int i = 0; i < lanes; i++) {
      laneOf.put(scene.lanes().get(i).node(), i);
    }
    for (Dot dot : dots) {
      int lane = laneOf.getOrDefault(dot.node(), -1);
      if (dot.path() == Dot.Path.TRUNK || lane >= 0) {
        DotPainter.paint(graphics, dot, geometry.of(dot, lane), inks);
      }
    }
  }

  /// In one line, or in two where one would run under the lanes.
  private void legend() {
    Dot.Shape[] shapes = Dot.Shape.values();
    int columns = geometry.width() < ROOM_FOR_LEGEND ? (shapes.length + 1) / 2 : shapes.length;
    double x = geometry.clientsLeft();
    for (int i = 0; i < shapes.length; i++) {
      if (i % columns == 0) {
        x = geometry.clientsLeft();
      }
      double y = geometry.height() - LEGEND_UP - (i < columns && columns < shapes.length ? 16 : 0);
      Dot dot = new Dot(Dot.Path.TRUNK, "", 0, shapes[i], 0, 0);
      DotPainter.paint(graphics, dot, new Spot(x + 6, y), inks);
      String word = shapes[i].word();
      text(word, inks.text(), inks.of(Ink.TEXT_MUTED), x + 16, y, TextAlignment.LEFT);
      x += columns < shapes.length ? LEGEND_COLUMN : 34 + 6.6 * word.length();
    }
  }

  private void box(double left, String name, String below, Ink belowInk) {
    double top = geometry.middle() - FlowGeometry.BOX_HEIGHT / 2;
    double center = left + geometry.boxWidth() / 2;
    graphics.setFill(inks.of(Ink.SURFACE_RAISED));
    graphics.fillRoundRect(left, top, geometry.boxWidth(), FlowGeometry.BOX_HEIGHT, ARC, ARC);
    graphics.setStroke(inks.of(Ink.TEXT_MUTED));
    graphics.setLineWidth(1.5);
    graphics.strokeRoundRect(left, top, geometry.boxWidth(), FlowGeometry.BOX_HEIGHT, ARC, ARC);
    text(name, inks.textBold(), inks.of(Ink.TEXT), center, geometry.middle(), TextAlignment.CENTER);
    double y = top + FlowGeometry.BOX_HEIGHT + 14;
    for (String line : FlowWords.lines(below)) {
      text(line, inks.text(), inks.of(belowInk), center, y, TextAlignment.CENTER);
      y += 16;
    }
  }

  private void text(
      String text, Font font, Color color, double x, double y, TextAlignment alignment) {
    graphics.setFont(font);
    graphics.setFill(color);
    graphics.setTextAlign(alignment);
    graphics.fillText(text, x, y);
  }
}
