package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// Tells how long a repaint takes: `mvn test -Dtest=ChartsSpeed -Dspeed=true`.
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "speed", matches = ".+")
class ChartsSpeed {
  private static final int ROUNDS = 200;

  @Test
  void repaint() {
    measure(5, TimeWindow.HALF_MINUTE, 60);
    measure(5, TimeWindow.HALF_MINUTE, 60);
    measure(20, TimeWindow.HALF_MINUTE, 60);
    measure(20, TimeWindow.TWO_MINUTES, 200);
    measure(20, TimeWindow.ALL, 3000);
  }

  private static void measure(int nodes, TimeWindow window, double from) {
    SampleRun run = new SampleRun(nodes, 412);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      frames.add(run.at(from + i / 10.0));
    }
    Stages.onFx(() -> {
      ChartsPane charts = new ChartsPane();
      Stage stage = Stages.show(charts, Theme.LIGHT, 1160, 340);
      charts.setNodes(run.ids());
      charts.windowProperty().set(window);
      WritableImage image = new WritableImage(1160, 340);
      double[] painting = new double[ROUNDS];
      double[] changed = new double[ROUNDS];
      double[] unchanged = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        charts.update(frames.get(i % frames.size()));
        Stages.layOut(charts);
        painting[i] = (System.nanoTime() - start) / 1e6;
        charts.snapshot(null, image);
        changed[i] = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        charts.snapshot(null, image);
        unchanged[i] = (System.nanoTime() - start) / 1e6;
      }
      System.out.printf(
          "%d nodes, %s: median %.2f ms to paint, %.2f ms with rendering, unchanged %.2f ms%n",
          nodes, window, median(painting), median(changed), median(unchanged));
      stage.close();
      return true;
    });
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
