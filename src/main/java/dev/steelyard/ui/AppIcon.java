package dev.steelyard.ui;

import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.InkWell;
import dev.steelyard.ui.kit.Inks;
import dev.steelyard.ui.kit.Theme;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;

/// The window's icon: a steelyard, the balance with one long arm and a weight that slides on it.
final class AppIcon {
  private static final double SIZE = 128;

  private AppIcon() {}

  static Image paint() {
    InkWell well = new InkWell();
    Canvas canvas = new Canvas(SIZE, SIZE);
    Group group = new Group(well, canvas);
    Theme.LIGHT.apply(new Scene(group));
    group.applyCss();
    draw(canvas.getGraphicsContext2D(), well.inks().get());
    SnapshotParameters clear = new SnapshotParameters();
    clear.setFill(Color.TRANSPARENT);
    return canvas.snapshot(clear, null);
  }

  private static void draw(GraphicsContext graphics, Inks inks) {
    graphics.setFill(inks.of(Ink.ACCENT));
    graphics.fillRoundRect(4, 4, 120, 120, 32, 32);
    graphics.setStroke(inks.of(Ink.TEXT_ON_FILL));
    graphics.setFill(inks.of(Ink.TEXT_ON_FILL));
    graphics.setLineCap(StrokeLineCap.ROUND);
    graphics.setLineWidth(8);
    graphics.strokeLine(20, 48, 108, 48);
    graphics.strokeLine(46, 24, 46, 48);
    graphics.setLineWidth(4);
    graphics.strokeLine(26, 48, 26, 76);
    graphics.strokeLine(88, 48, 88, 66);
    graphics.fillArc(8, 58, 36, 36, 180, 180, ArcType.CHORD);
    graphics.fillOval(74, 64, 28, 28);
  }
}
