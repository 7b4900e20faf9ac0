package dev.steelyard.ui.kit;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/// What a painter left in an image. JavaFX thread to take, any to look at.
public record Pixels(Image image) {
  public static Pixels of(Node node) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return new Pixels(node.snapshot(parameters, null));
  }

  public Color at(double x, double y) {
    return image.getPixelReader().getColor((int) x, (int) y);
  }

  public boolean has(Color color) {
    return count(color) > 0;
  }

  /// How many pixels have this colour, give or take what rounding does.
  public int count(Color color) {
    int count = 0;
    for (int y = 0; y < (int) image.getHeight(); y++) {
      for (int x = 0; x < (int) image.getWidth(); x++) {
        count += alike(at(x, y), color) ? 1 : 0;
      }
    }
    return count;
  }

  public static boolean alike(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed()) < 0.02
        && Math.abs(one.getGreen() - other.getGreen()) < 0.02
        && Math.abs(one.getBlue() - other.getBlue()) < 0.02
        && Math.abs(one.getOpacity() - other.getOpacity()) < 0.02;
  }

  public void save(Path file) {
    PngFile.write(image, file);
  }
}
