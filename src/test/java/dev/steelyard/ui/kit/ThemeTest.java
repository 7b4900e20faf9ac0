package dev.steelyard.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init") // The toolkit has to be there first.
@ExtendWith(ApplicationExtension.class)
class ThemeTest {
  private InkWell well;
  private Scene scene;

  @Start
  void start(Stage stage) {
    well = new InkWell();
    scene = new Scene(new StackPane(well), 320, 200);
    stage.setScene(scene);
    stage.show();
  }

  private Inks inksIn(Theme theme) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          theme.apply(scene);
          scene.getRoot().applyCss();
          return well.inks().get();
        });
  }

  @Test
  void everyInkIsSetInEveryTheme() {
    for (Theme theme : Theme.values()) {
      Inks inks = inksIn(theme);
      for (Ink ink : Ink.values()) {
        assertEquals(1, inks.of(ink).getOpacity(), theme + " does not set " + ink.property());
      }
    }
  }

  @Test
  void digitsAreAllOfOneWidth() {
    Inks inks = inksIn(Theme.LIGHT);

    assertEquals("Roboto", inks.small().getFamily());
    assertEquals(widthOf("1111", inks.textBold()), widthOf("0000", inks.textBold()));
  }

  @Test
  void aThemeSwitchInvalidatesTheInksOnce() {
    inksIn(Theme.LIGHT);
    AtomicInteger invalidations = new AtomicInteger();
    well.inks().addListener(inks -> invalidations.incrementAndGet());

    Inks dark = inksIn(Theme.DARK);

    assertEquals(1, invalidations.get());
    assertTrue(dark.of(Ink.TEXT).getBrightness() > dark.of(Ink.SURFACE).getBrightness());
  }

  @Test
  void popupsHaveTheColorsOfTheirOwner() {
    inksIn(Theme.DARK);
    InkWell inTooltip = new InkWell();
    Color text =
        Stages.onFx(() -> {
          Tooltip tooltip = new Tooltip("words");
          tooltip.setGraphic(new StackPane(inTooltip));
          tooltip.show(scene.getWindow());
          for (int pass = 0;
              pass < 3;
              pass++) { // Each makes a skin, whose content is for the next.
            Stages.layOut(tooltip.getScene().getRoot());
          }
          Color color = inTooltip.inks().get().of(Ink.TEXT);
          tooltip.hide();
          return color;
        });

    assertEquals(inksIn(Theme.DARK).of(Ink.TEXT), text);
  }

  @Test
  void textAndMarksAreReadableOnPanels() {
    for (Theme theme : Theme.values()) {
      Inks inks = inksIn(theme);
      Color ground = inks.of(Ink.SURFACE_RAISED);
      for (Ink ink :
          List.of(
              Ink.TEXT,
              Ink.TEXT_MUTED,
              Ink.ACCENT,
              Ink.HEALTHY,
              Ink.DEGRADED,
              Ink.BROKEN,
              Ink.EJECTED,
              Ink.P50,
              Ink.P90,
              Ink.P99)) {
        double contrast = Contrast.of(inks.of(ink), ground);
        assertTrue(contrast >= 4.5, theme + " " + ink + " has a contrast of " + contrast);
      }
    }
  }

  @Test
  void wordsAreReadableOnTheQuietFillOfTheirState() {
    for (Theme theme : Theme.values()) {
      Inks inks = inksIn(theme);
      for (StateMark mark : StateMark.values()) {
        double contrast = Contrast.of(inks.of(mark.ink()), inks.of(mark.softInk()));
        assertTrue(contrast >= 4.5, theme + " " + mark + " has a contrast of " + contrast);
      }
    }
  }

  @Test
  void nodeColorsDifferFromTheGroundAndFromEachOther() {
    for (Theme theme : Theme.values()) {
      Inks inks = inksIn(theme);
      Set<Color> seen = new HashSet<>();
      for (int node = 0; node < Ink.NODE_COLORS; node++) {
        Color color = inks.node(node);
        assertTrue(seen.add(color), theme + " has the colour of node " + node + " twice");
        double contrast = Contrast.of(color, inks.of(Ink.SURFACE_RAISED));
        assertTrue(contrast >= 2, theme + " node " + node + " has a contrast of " + contrast);
      }
    }
  }

  @Test
  void statesDifferInShapeNotOnlyInColor() {
    assertEquals(
        3, Arrays.stream(Truth.values()).map(t -> StateMark.of(t).path()).distinct().count());
    assertEquals(
        NodeState.values().length,
        Arrays.stream(NodeState.values()).map(s -> StateMark.of(s).path()).distinct().count());
    assertNotEquals(StateMark.BROKEN.path(), StateMark.DOWN.path());
  }

  @Test
  void everyMarkPaintsSomethingInItsColor() {
    Inks inks = inksIn(Theme.LIGHT);
    for (StateMark mark : StateMark.values()) {
      boolean found =
          WaitForAsyncUtils.waitForAsyncFx(
              5_000,
              () -> {
                Canvas canvas = new Canvas(32, 32);
                mark.paint(canvas.getGraphicsContext2D(), 16, 16, 32, inks);
                return Pixels.of(canvas).has(inks.of(mark.ink()));
              });
      assertTrue(found, mark + " paints nothing");
    }
  }

  private static double widthOf(String digits, Font font) {
    Text text = new Text(digits);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }
}
