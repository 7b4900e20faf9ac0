package dev.steelyard.run;

import dev.steelyard.live.LiveWorld;
import dev.steelyard.metrics.Progress;
import dev.steelyard.run.Course.Finish;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Serves real clients as a reverse proxy in front of a scenario's nodes, while its faults play.
///
/// Its claims are not checked, for they speak of its own traffic.
public final class ProxyRunner implements Runner {
  private final DoorSettings settings;
  private final boolean traffic;
  private final boolean endless;
  private final Consumer<DoorStatus> opened;
  private final Observers observers;

  /// Makes runners that serve.
  @FunctionalInterface
  public interface Factory {
    /// The arguments are those of the {@link ProxyRunner}.
    Runner serving(
        DoorSettings settings, boolean traffic, boolean endless, Consumer<DoorStatus> opened);
  }

  /// @param traffic whether the scenario's own traffic is sent too
  /// @param endless whether it goes on until it is stopped, and not for the scenario's duration
  /// @param opened hears once where it listens
  /// @param observers follow the run
  public ProxyRunner(
      DoorSettings settings,
      boolean traffic,
      boolean endless,
      Consumer<DoorStatus> opened,
      Observers observers) {
    this.observers = observers;
    this.settings = settings;
    this.traffic = traffic;
    this.endless = endless;
    this.opened = opened;
  }

  @Override
  public Result run(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop)
      throws RunFailedException {
    try {
      WarmUp.play(); // Or the first clients would find out how slow a fresh process is.
      return serve(scenario, progress, stop);
    } catch (IOException problem) {
      throw new RunFailedException(String.valueOf(problem.getMessage()), problem);
    } catch (ExecutionException problem) {
      throw new RunFailedException("the run broke down: " + problem.getCause(), problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the run was interrupted", problem);
    }
  }

  private Result serve(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop)
      throws IOException, ExecutionException, InterruptedException {
    try (var world = LiveWorld.open(scenario)) {
      var finish = new CompletableFuture<Finish>();
      world.onFailure(finish::completeExceptionally);
      var course =
          new Course(scenario, world, progress, stop, observers.of(scenario), finish::complete);
      try (var _ = ServedRegistry.open(scenario, world, course.trial());
          var door = Door.open(settings, world, course.trial(), scenario.services().gateway())) {
        world.timeline().execute(() -> course.serve(traffic, endless));
        opened.accept(door.status());
        Finish found = finish.get();
        return new Result(scenario, found.summary(), List.of(), found.lastFrame());
      }
    }
  }
}
