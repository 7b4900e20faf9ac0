package dev.steelyard.run;

import dev.steelyard.metrics.Progress;
import dev.steelyard.run.Course.Finish;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.sim.SimWorld;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays scenarios in virtual time, as fast as the machine can, on the calling thread.
public final class VirtualRunner implements Runner {
  private final Observers observers;

  /// A runner whose runs nobody follows.
  public VirtualRunner() {
    this(Observers.NONE);
  }

  public VirtualRunner(Observers observers) {
    this.observers = observers;
  }

  @Override
  public Result run(Scenario scenario, Consumer<Progress> progress, BooleanSupplier stop) {
    var finish = new AtomicReference<@Nullable Finish>();
    try (var world = new SimWorld(scenario)) {
      new Course(scenario, world, progress, stop, observers.of(scenario), finish::set).start();
      world.timeline().runWhile(() -> finish.get() == null);
    }
    Finish found = finish.get();
    if (found == null) {
      throw new IllegalStateException("the run ran out of events before its end");
    }
    return new Result(scenario, found.summary(), List.of(), found.lastFrame());
  }
}
