package dev.steelyard.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.run.Experiment;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class DesktopTest implements Laboratory {
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<SteppedExperiment> opened = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Stage stage;

  @Start
  void start(Stage fresh) {
    stage = fresh;
    Desktop.show(fresh, Scenes.nodes(3, 90), this, background, closed::countDown);
  }

  /// TestFX closes the window after this.
  @AfterEach
  void end() {
    mayOpen.countDown();
  }

  @Test
  void windowIsThereBeforeTheExperiment() {
    assertTrue(stage.isShowing());
    assertEquals("Steelyard", stage.getTitle());
    assertFalse(stage.getIcons().isEmpty());
  }

  @Test
  void experimentRunsByItselfAndEndsWithTheWindow(FxRobot robot) throws Exception {
    mayOpen.countDown();
    WaitForAsyncUtils.waitFor(
        20,
        TimeUnit.SECONDS,
        () -> robot.lookup("#elapsed").queryLabeled().getText().compareTo("00:01") >= 0);

    robot.interact(stage::hide);
    assertTrue(closed.await(10, TimeUnit.SECONDS));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> opened.getFirst().closed());
  }

  @Override
  public Experiment open(Scenario scenario) {
    try {
      mayOpen.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    SteppedExperiment fresh = new SteppedExperiment(scenario, System::nanoTime);
    opened.add(fresh);
    return fresh;
  }

  @Override
  public List<Scenario> builtIns() {
    return List.of(Scenes.nodes(3, 90));
  }
}
