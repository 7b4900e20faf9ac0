package dev.steelyard.ui;

import dev.steelyard.run.Experiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.live.LiveModel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Puts experiments on the screen: opens them off its thread, attaches what was opened, and closes
/// what it replaces. There is at most one at a time.
final class Bench implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Bench.class.getName());

  private final Laboratory laboratory;
  private final LiveModel model;
  private final Executor background;
  private final Executor screen;

  /// Only for the background.
  private Optional<Experiment> open = Optional.empty();

  /// Only for the screen's thread: tells a late opening that it is no longer wanted.
  private int wanted;

  /// @param background runs one task after the other
  /// @param screen runs tasks on the screen's thread
  Bench(Laboratory laboratory, LiveModel model, Executor background, Executor screen) {
    this.laboratory = laboratory;
    this.model = model;
    this.background = background;
    this.screen = screen;
  }

  /// Starts `scenario` from its beginning, in place of what runs. For the screen's thread.
  void play(Scenario scenario) {
    wanted++;
    int turn = wanted;
    model.opening(scenario);
    background.execute(() -> replace(scenario, turn));
  }

  /// Ends the experiment that is open. For the screen's thread.
  @Override
  public void close() {
    wanted++;
    background.execute(this::closeOpen);
  }

  private void replace(Scenario scenario, int turn) {
    closeOpen();
    try {
      Experiment opened = laboratory.open(scenario);
      open = Optional.of(opened);
      answer(turn, () -> model.attach(opened));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "cannot open " + scenario.id(), e);
      answer(turn, () -> model.broken(couldNotStart(scenario, e)));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot open " + scenario.id(), e);
      answer(turn, () -> model.broken(couldNotStart(scenario, e)));
    }
  }

  private void answer(int turn, Runnable onScreen) {
    screen.execute(() -> {
      if (turn == wanted) {
        onScreen.run();
      }
    });
  }

  private void closeOpen() {
    open.ifPresent(Experiment::close);
    open = Optional.empty();
  }

  private static String couldNotStart(Scenario scenario, Exception e) {
    String why = e.getMessage() == null ? "for no stated reason" : e.getMessage();
    String stop = why.endsWith(".") ? "" : ".";
    return "“" + scenario.title() + "” could not start: " + why + stop;
  }
}
