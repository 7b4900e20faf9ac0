package dev.steelyard.sim;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.TaskHeap;
import dev.steelyard.balancer.time.Timeline;
import java.util.function.BooleanSupplier;

/// Time that jumps from one task to the next, as fast as the machine can.
///
/// Everything happens on the one thread that drives it, so a run is the same each time.
public final class VirtualTimeline implements Timeline {
  private final TaskHeap tasks = new TaskHeap();
  private long nowNanos;

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public Cancellable after(long delayNanos, Runnable task) {
    return tasks.add(dueNanos(delayNanos), task);
  }

  @Override
  public Cancellable timeout(long delayNanos, Runnable task) {
    return tasks.addTimeout(dueNanos(delayNanos), task);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(nowNanos, task);
  }

  /// Runs everything that is due up to `untilNanos`, and stands there.
  public void runUntil(long untilNanos) {
    while (tasks.nextDueNanos() <= untilNanos) {
      step();
    }
    nowNanos = Math.max(nowNanos, untilNanos);
  }

  /// Runs task after task as long as there is one and `goOn` says so.
  public void runWhile(BooleanSupplier goOn) {
    while (tasks.size() > 0 && goOn.getAsBoolean()) {
      step();
    }
  }

  private long dueNanos(long delayNanos) {
    long due = nowNanos + Math.max(0, delayNanos);
    return due < nowNanos ? Long.MAX_VALUE : due;
  }

  private void step() {
    nowNanos = tasks.nextDueNanos();
    Runnable task = tasks.pollDue(nowNanos);
    if (task != null) {
      task.run();
    }
  }
}
