package dev.steelyard.ui.live;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Pixels;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.StateLabel;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.charts.ChartsPane;
import dev.steelyard.ui.live.log.LogPane;
import dev.steelyard.ui.live.tiles.TilesPane;
import java.nio.file.Path;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// Paints tiles, charts and log about where they are in the window, for a person to judge: `mvn
/// test -Dtest=LiveGallery -Dgallery=/tmp/gallery`.
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "gallery", matches = ".+")
class LiveGallery {
  @Test
  void windows() {
    for (Theme theme : Theme.values()) {
      paint("window-1440-at-7", theme, 1440, 900, 1160, 340, 7);
      paint("window-1440-at-24", theme, 1440, 900, 1160, 340, 24);
      paint("window-1024", theme, 1024, 700, 740, 250, 28);
      paint("window-1920", theme, 1920, 1080, 1600, 420, 28);
      paint("window-empty", theme, 1024, 700, 740, 250, 0);
    }
  }

  private static void paint(
      String name,
      Theme theme,
      double width,
      double height,
      double chartsWidth,
      double chartsHeight,
      double seconds) {
    SampleRun run = new SampleRun(5, 412);
    Frame frame = late(run.at(seconds), seconds == 24);
    Stages.onFx(() -> {
      TilesPane tiles = new TilesPane();
      ChartsPane charts = new ChartsPane();
      charts.setPrefSize(chartsWidth, chartsHeight);
      charts.setMinHeight(chartsHeight);
      LogPane log = new LogPane();
      log.setPrefWidth(width - chartsWidth - 24);
      HBox states = new HBox(8);
      for (StateMark mark : StateMark.values()) {
        StateLabel plain = new StateLabel(mark);
        StateLabel pill = new StateLabel(mark);
        pill.getStyleClass().add("pill");
        states.getChildren().addAll(plain, pill);
      }
      StackPane flow = new StackPane(states);
      flow.getStyleClass().add("panel");
      flow.setMinHeight(Region.USE_PREF_SIZE);
      VBox.setVgrow(flow, javafx.scene.layout.Priority.ALWAYS);
      VBox left = new VBox(8, tiles, flow, charts);
      BorderPane root = new BorderPane(left);
      root.setRight(log);
      BorderPane.setMargin(log, new Insets(0, 0, 0, 8));
      root.setPadding(new Insets(8));
      Stage stage = Stages.show(root, theme, width, height);
      charts.setNodes(run.ids());
      log.setNodes(run.ids());
      charts.update(frame);
      tiles.update(frame);
      log.update(frame);
      for (int i = 0; i < 4; i++) {
        Stages.layOut(root);
      }
      String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      Pixels.of(root).save(Path.of(System.getProperty("gallery", "/tmp"), file));
      stage.close();
      return file;
    });
  }

  private static Frame late(Frame frame, boolean late) {
    return new Frame(
        frame.atNanos(),
        frame.books(),
        frame.lastSecond(),
        frame.lastTen(),
        frame.run(),
        frame.nodes(),
        frame.panic(),
        late ? 35_000_000 : 0,
        frame.history(),
        frame.log());
  }
}
