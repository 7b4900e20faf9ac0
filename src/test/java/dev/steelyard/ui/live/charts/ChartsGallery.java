package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Pixels;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// Paints the charts for a person to judge: `mvn test -Dtest=ChartsGallery -Dgallery=/tmp/gallery`.
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "gallery", matches = ".+")
class ChartsGallery {
  @Test
  void allSizesAndThemes() {
    for (Theme theme : Theme.values()) {
      paint("small", theme, 740, 250, 5, 28, TimeWindow.HALF_MINUTE);
      paint("medium", theme, 1160, 340, 5, 28, TimeWindow.HALF_MINUTE);
      paint("large", theme, 1600, 440, 5, 28, TimeWindow.HALF_MINUTE);
      paint("twenty", theme, 1160, 340, 20, 28, TimeWindow.HALF_MINUTE);
      paint("twenty-small", theme, 740, 250, 20, 28, TimeWindow.TWO_MINUTES);
      paint("young", theme, 1160, 340, 3, 7, TimeWindow.HALF_MINUTE);
      paint("all", theme, 1160, 340, 5, 900, TimeWindow.ALL);
      paint("empty", theme, 740, 250, 3, 0, TimeWindow.HALF_MINUTE);
    }
  }

  @Test
  void readingsBesideTheCrossHair() {
    for (Theme theme : Theme.values()) {
      point("hair-requests", theme, 5, 0, 0.3, 0.3);
      point("hair-latency", theme, 5, 1, 0.9, 0.3);
      point("hair-health", theme, 5, 3, 0.4, 0.3);
      point("hair-twenty", theme, 20, 0, 0.3, 0.3);
    }
  }

  private static void point(
      String name, Theme theme, int nodes, int chart, double right, double down) {
    SampleRun run = new SampleRun(nodes, 412);
    Frame frame = run.at(28);
    Stages.onFx(() -> {
      ChartsPane charts = new ChartsPane();
      StackPane root = new StackPane(charts);
      root.setPadding(new Insets(8));
      Stage stage = Stages.show(root, theme, 1176, 356);
      charts.setNodes(run.ids());
      charts.update(frame);
      Stages.layOut(root);
      Pointer.moveTo(charts, chart, right, down);
      Stages.layOut(root);
      Stages.layOut(root);
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      Pixels.of(root).save(Path.of(System.getProperty("gallery", "/tmp"), file));
      stage.close();
      return file;
    });
  }

  private static void paint(
      String name,
      Theme theme,
      double width,
      double height,
      int nodes,
      double seconds,
      TimeWindow window) {
    SampleRun run = new SampleRun(nodes, 412);
    Frame frame = run.at(seconds);
    Stages.onFx(() -> {
      ChartsPane charts = new ChartsPane();
      StackPane root = new StackPane(charts);
      root.setPadding(new Insets(8));
      Stage stage = Stages.show(root, theme, width + 16, height + 16);
      charts.setNodes(run.ids());
      charts.windowProperty().set(window);
      charts.update(frame);
      Stages.layOut(root);
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      Pixels.of(root).save(Path.of(System.getProperty("gallery", "/tmp"), file));
      stage.close();
      return file;
    });
  }
}
