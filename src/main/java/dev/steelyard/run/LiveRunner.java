package dev.steelyard.run;

import dev.steelyard.live.LiveWorld;
import dev.steelyard.metrics.Progress;
import dev.steelyard.run.Course.Finish;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Plays scenarios over real HTTP on loopback; the calling thread waits for the end. The first run
/// of each runner is preceded by a short warm-up.
public final class LiveRunner implements Runner {
  private final AtomicBoolean warm = new AtomicBoolean();
  private final Observers observers;

  /// A runner whose runs nobody follows.
  public LiveRunner() {
    this(Observers.NONE);
  }

  /// @param observers follow each run but the warm-up
  public LiveRunner(Observers observers) {
    this.observers = observers;
  }

  @Override
  public Result run(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop)
      throws RunFailedException {
    try {
      if (warm.compareAndSet(false, true)) {
        WarmUp.play();
      }
      return play(scenario, progress, stop, observers);
    } catch (IOException problem) {
      throw new RunFailedException(String.valueOf(problem.getMessage()), problem);
    }
  }

  /// Plays `scenario` without a warm-up.
  ///
  /// @throws IOException if the nodes cannot listen; the message says what to do
  static Result play(
      Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop, Observers observers)
      throws IOException, RunFailedException {
    try (var world = LiveWorld.open(scenario)) {
      var finish = new CompletableFuture<Finish>();
      world.onFailure(finish::completeExceptionally);
      var course =
          new Course(scenario, world, progress, stop, observers.of(scenario), finish::complete);
      try (var _ = ServedRegistry.open(scenario, world, course.trial())) {
        world.timeline().execute(course::start);
        Finish found = finish.get();
        return new Result(scenario, found.summary(), List.of(), found.lastFrame());
      }
    } catch (ExecutionException problem) {
      throw new RunFailedException("the run broke down: " + problem.getCause(), problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the run was interrupted", problem);
    }
  }
}
