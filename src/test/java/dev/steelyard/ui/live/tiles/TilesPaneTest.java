package dev.steelyard.ui.live.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class TilesPaneTest {
  @Test
  void emptyTilesSayNoData() {
    assertEquals(List.of("no data"), said(Frames.of()).distinct().toList());
  }

  @Test
  void tilesAreReadAloudInOneSentence() {
    assertTrue(
        accessible(new SampleRun(5, 400).at(10)).contains("Nodes up 4/5 up, watch"),
        accessible(new SampleRun(5, 400).at(10)).toString());
  }

  @Test
  void figuresAreWholeInTheSmallestWindow() {
    Stages.onFx(() -> {
      TilesPane tiles = new TilesPane();
      Stage stage = Stages.show(tiles, Theme.LIGHT, 700, 80);
      tiles.update(new SampleRun(5, 412).at(7));
      Stages.layOut(tiles);
      for (Node node : tiles.lookupAll(".figure")) {
        Label figure = (Label) node;
        assertFalse(
            figure.getWidth() + 0.5 < figure.prefWidth(-1), figure.getText() + " is cut off");
        assertTrue(
            tiles.sceneToLocal(figure.localToScene(figure.getBoundsInLocal())).getMaxX() < 700);
      }
      stage.close();
      return true;
    });
  }

  private static Stream<String> said(Frame frame) {
    return Stages.onFx(
        () -> {
          TilesPane tiles = new TilesPane();
          tiles.update(frame);
          return tiles.lookupAll(".figure").stream().map(node -> ((Label) node).getText()).toList();
        })
        .stream();
  }

  private static List<String> accessible(Frame frame) {
    return Stages.onFx(() -> {
      TilesPane tiles = new TilesPane();
      tiles.update(frame);
      return tiles.lookupAll(".tile").stream().map(Node::getAccessibleText).toList();
    });
  }
}
