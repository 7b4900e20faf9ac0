package dev.steelyard.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StillTest {
  @Test
  void finishedRunIsPaintedWithItsChartsAndCards(@TempDir Path folder) throws IOException {
    Scenario scenario = Scenes.nodes(3, 90);
    SteppedExperiment run = new SteppedExperiment(scenario, () -> 0);
    run.advance(Duration.ofSeconds(20));
    run.inject("b", new Fault(new Effect.Refuse(), Scope.BOTH));
    run.advance(Duration.ofSeconds(10));
    Path png = folder.resolve("dashboard.png");

    new Still().paint(scenario, run.frame(), png);

    BufferedImage painted = ImageIO.read(png.toFile());
    assertEquals(1_440, painted.getWidth());
    assertEquals(900, painted.getHeight());
    // Flow and charts alike: an unpainted one would be one colour.
    assertTrue(colors(painted, 320, 200, 400, 300) > 20);
    assertTrue(colors(painted, 320, 600, 1_100, 280) > 20);
  }

  private static int colors(BufferedImage image, int left, int top, int width, int height) {
    Set<Integer> colors = new HashSet<>();
    for (int x = left; x < left + width; x++) {
      for (int y = top; y < top + height; y++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors.size();
  }
}
