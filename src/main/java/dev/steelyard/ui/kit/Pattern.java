package dev.steelyard.ui.kit;

import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/// What tells two areas apart in grey.
public enum Pattern {
  SOLID,
  STRIPED,
  DOTTED,
  CROSSED;

  private static final int TILE = 8;

  /// The ground with this pattern over it, `opacity` from 0 to 1. All areas that are filled with it
  /// line up.
  Paint over(Color ground, Color line, double opacity) {
    if (this == SOLID) {
      return ground;
    }
    WritableImage tile = new WritableImage(TILE, TILE);
    PixelWriter writer = tile.getPixelWriter();
    for (int y = 0; y < TILE; y++) {
      for (int x = 0; x < TILE; x++) {
        writer.setColor(x, y, ground.interpolate(line, opacity * strength(x, y)));
      }
    }
    return new ImagePattern(tile, 0, 0, TILE, TILE, false);
  }

  /// How much of the line's colour a pixel of the tile gets, 0 to 1.
  private double strength(int x, int y) {
    return switch (this) {
      case SOLID -> 0;
      case STRIPED -> diagonal(x + y);
      case DOTTED -> (x == 2 || x == 3) && (y == 2 || y == 3) ? 1 : 0;
      case CROSSED -> Math.max(diagonal(x + y), diagonal(x - y));
    };
  }

  /// A line of about two pixels with soft edges.
  private static double diagonal(int at) {
    return switch (Math.floorMod(at, TILE)) {
      case 0 -> 1;
      case 1, TILE - 1 -> 0.5;
      default -> 0;
    };
  }
}
