package dev.steelyard.ui.live.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init") // The toolkit has to be there first.
@ExtendWith(ApplicationExtension.class)
class LogPaneTest {
  private LogPane pane;
  private Stage stage;
  private Log log = Log.EMPTY;

  @BeforeEach
  void show() {
    onFx(() -> {
      pane = new LogPane();
      stage = Stages.show(pane, Theme.LIGHT, 300, 240);
    });
  }

  @AfterEach
  void close() {
    onFx(() -> stage.close());
  }

  @Test
  void emptyLogSaysWhatToDo() {
    String words = Stages.onFx(() -> ((Label) pane.lookup(".empty-state")).getText());

    assertTrue(words.contains("Break a node"), words);
  }

  @Test
  void followsTheEndOfThousandsOfLinesWithFewCells() {
    add(9_000);

    assertEquals("line 8999", lastVisible());
    assertEquals(list().getHeight(), bottomOfLine(8999), 1);
    assertTrue(cells() < 60, cells() + " cells for 240 px");
    assertFalse(newer().isVisible());
  }

  @Test
  void followsLinesThatComeOneByOne() {
    add(300);
    for (int i = 0; i < 40; i++) {
      add(1);
    }

    assertEquals("line 339", lastVisible());
  }

  @Test
  void lastLineStandsWhollyAtTheBottomWhateverTheOthersTake() {
    for (int i = 0; i < 200; i++) {
      String words = "up to down, since ".repeat(i % 5);
      log =
          Frames.plus(
              log, new LogEntry(Frames.nanos(i), LogEntry.Kind.RUN, Optional.empty(), words + i));
    }
    update();

    assertEquals(list().getHeight(), bottomOfLine(199), 1);

    onFx(() -> stage.setWidth(240));
    onceNarrow();
    layOut();

    assertEquals(list().getHeight(), bottomOfLine(199), 1);
  }

  @Test
  void doesNotMoveUnderAReader() {
    add(500);
    onFx(() -> {
      press(KeyCode.HOME);
      list().scrollTo(0);
    });
    layOut();
    add(3);

    assertTrue(newer().isVisible());
    assertEquals("3 new lines", newer().getText());
    assertFalse(lastVisible().equals("line 502"));

    onFx(() -> newer().fire());
    layOut();

    assertEquals("line 502", lastVisible());
    assertFalse(newer().isVisible());
  }

  @Test
  void pickingALineTellsItsMoment() {
    AtomicLong picked = new AtomicLong();
    add(5);
    onFx(() -> {
      pane.onPick(picked::set);
      list().getSelectionModel().select(2);
      list()
          .fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
    });

    assertEquals(Frames.nanos(2), picked.get());
  }

  @Test
  void longLinesWrapInsteadOfBeingCutOff() {
    add(1);
    double one = heightOfFirst();
    log =
        Frames.log(
            new LogEntry(
                0, LogEntry.Kind.HEALTH, Optional.of("a"), "up to down, since ".repeat(8)));
    update();
    double wrapped = heightOfFirst();

    assertTrue(wrapped > 2 * one, wrapped + " is not twice " + one);
  }

  private void add(int lines) {
    int from = (int) log.dropped() + log.size();
    for (int i = from; i < from + lines; i++) {
      log =
          Frames.plus(
              log, new LogEntry(Frames.nanos(i), LogEntry.Kind.RUN, Optional.empty(), "line " + i));
    }
    update();
  }

  private void update() {
    Frame frame = Frames.of(log);
    onFx(() -> pane.update(frame));
    layOut();
  }

  private void press(KeyCode code) {
    list().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  private double heightOfFirst() {
    return Stages.onFx(() ->
        pane.lookupAll(".log-cell").stream()
            .map(LogCell.class::cast)
            .filter(cell -> cell.getItem() != null)
            .findFirst()
            .orElseThrow()
            .getHeight());
  }

  private void layOut() {
    for (int pass = 0; pass < 3; pass++) {
      onFx(() -> Stages.layOut(pane));
    }
  }

  private String lastVisible() {
    return Stages.onFx(() ->
        pane.lookupAll(".log-cell").stream()
            .map(LogCell.class::cast)
            .filter(cell -> cell.getItem() != null && isInSight(cell))
            .max((one, other) -> Integer.compare(one.getIndex(), other.getIndex()))
            .map(cell -> cell.getItem().text())
            .orElse(""));
  }

  /// A window changes its size when it likes.
  private void onceNarrow() {
    try {
      WaitForAsyncUtils.waitFor(
          20, TimeUnit.SECONDS, () -> Stages.onFx(() -> pane.getWidth() == 240));
    } catch (TimeoutException e) {
      throw new AssertionError("The window kept its width", e);
    }
  }

  private double bottomOfLine(int index) {
    return Stages.onFx(() ->
        pane.lookupAll(".log-cell").stream()
            .map(LogCell.class::cast)
            .filter(cell -> cell.getItem() != null && cell.getIndex() == index && isInSight(cell))
            .mapToDouble(
                cell -> list().sceneToLocal(cell.localToScene(cell.getBoundsInLocal())).getMaxY())
            .findFirst()
            .orElseThrow());
  }

  private boolean isInSight(LogCell cell) {
    return list()
        .localToScene(list().getBoundsInLocal())
        .contains(
            cell.localToScene(cell.getBoundsInLocal()).getCenterX(),
            cell.localToScene(cell.getBoundsInLocal()).getCenterY());
  }

  private long cells() {
    return Stages.onFx(() -> (long) pane.lookupAll(".log-cell").size());
  }

  @SuppressWarnings("unchecked")
  private ListView<LogEntry> list() {
    return (ListView<LogEntry>) pane.lookup(".log-list");
  }

  private Button newer() {
    return (Button) pane.lookup(".log-newer");
  }

  private static void onFx(Runnable task) {
    Stages.onFx(() -> {
      task.run();
      return true;
    });
  }
}
