package dev.steelyard.ui;

import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.Head;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.LiveScreen;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javax.imageio.ImageIO;

/// Paints the Live screen of a run that is over into a picture, with or without a display.
public final class Still {
  private static final int WIDTH = 1_440;
  private static final int HEIGHT = 900;

  /// Writes the picture as PNG, 1440 x 900, in the light theme, with the whole run in its charts.
  ///
  /// Starts JavaFX without a display if it is not running, and leaves it running: its threads do
  /// not keep the program alive longer than {@link System#exit}. Not to be called on the screen's
  /// thread.
  ///
  /// @throws IOException if the file cannot be written
  public void paint(Scenario scenario, Frame lastFrame, Path png) throws IOException {
    startToolkit();
    CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        picture.complete(picture(scenario, lastFrame));
      } catch (Throwable e) { // Whatever it is, the one who waits must hear of it.
        picture.completeExceptionally(e);
      }
    });
    BufferedImage painted;
    try {
      painted = picture.join();
    } catch (CompletionException e) {
      throw new IOException("the picture of the run could not be painted: " + e.getCause(), e);
    }
    if (!ImageIO.write(painted, "png", png.toFile())) {
      throw new IOException("no writer for PNG");
    }
  }

  private static void startToolkit() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // It is running already, with or without a display; both will do.
    }
  }

  private static BufferedImage picture(Scenario scenario, Frame lastFrame) {
    LiveModel live = new LiveModel(scenario);
    Desk desk = new Desk(live, List.of(scenario), picked -> {});
    LiveScreen screen = new LiveScreen(live, desk);
    BorderPane whole = new BorderPane(screen);
    whole.setTop(new Head(live, desk));
    Scene scene = new Scene(whole, WIDTH, HEIGHT);
    Theme.LIGHT.apply(scene);
    screen.showStill(scenario, lastFrame);
    return copy(scene.snapshot(null));
  }

  private static BufferedImage copy(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    return copy;
  }
}
