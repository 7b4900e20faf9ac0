package dev.steelyard.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.run.Experiment;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.Phase;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// Background and screen are queues here, which run when a test says so.
final class BenchTest {
  private static final Scenario FIRST = Scenes.nodes(3, 90);
  private static final Scenario SECOND = Scenes.nodes(5, 300);

  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Queue<Runnable> screen = new ArrayDeque<>();
  private final List<SteppedExperiment> opened = new ArrayList<>();
  private final LiveModel live = new LiveModel(FIRST);
  private final FakeLaboratory laboratory = new FakeLaboratory();
  private final Bench bench = new Bench(laboratory, live, background::add, screen::add);

  @Test
  void nothingIsOpenedOnTheScreensThread() {
    bench.play(FIRST);

    assertEquals(Phase.OPENING, live.phaseProperty().get());
    assertTrue(opened.isEmpty());

    run();
    assertEquals(Phase.ON, live.phaseProperty().get());
    assertEquals(3, live.frameProperty().get().nodes().size());
  }

  @Test
  void nextScenarioClosesTheOneBefore() {
    bench.play(FIRST);
    run();
    bench.play(SECOND);
    run();

    assertTrue(opened.getFirst().closed());
    assertFalse(opened.getLast().closed());
    assertEquals(5, live.frameProperty().get().nodes().size());
  }

  @Test
  void scenarioThatIsNoLongerWantedIsNotShown() {
    bench.play(FIRST);
    bench.play(SECOND);
    run();

    assertTrue(opened.getFirst().closed());
    assertEquals(5, live.frameProperty().get().nodes().size());
  }

  @Test
  void failureIsToldInWordsAndTheNextTrySucceeds() {
    laboratory.refusal = "no free port on 127.0.0.1";
    bench.play(FIRST);
    run();

    assertEquals(Phase.BROKEN, live.phaseProperty().get());
    assertEquals(
        "“3 nodes, the last one slow” could not start: no free port on 127.0.0.1.",
        live.problemProperty().get());

    laboratory.refusal = "";
    bench.play(FIRST);
    run();
    assertEquals(Phase.ON, live.phaseProperty().get());
    assertEquals("", live.problemProperty().get());
  }

  @Test
  void closingClosesWhatIsOpenAndShowsNothingMore() {
    bench.play(FIRST);
    bench.close();
    run();

    assertTrue(opened.getFirst().closed());
    assertEquals(Phase.OPENING, live.phaseProperty().get());
  }

  private void run() {
    while (!background.isEmpty() || !screen.isEmpty()) {
      Runnable next = background.isEmpty() ? screen.remove() : background.remove();
      next.run();
    }
  }

  private final class FakeLaboratory implements Laboratory {
    private String refusal = "";

    @Override
    public Experiment open(Scenario scenario) throws IOException {
      if (!refusal.isEmpty()) {
        throw new IOException(refusal);
      }
      opened.add(new SteppedExperiment(scenario, () -> 0));
      return opened.getLast();
    }

    @Override
    public List<Scenario> builtIns() {
      return List.of(FIRST, SECOND);
    }
  }
}
