package dev.steelyard.live;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.clock.SystemTimeline;

/// The nodes' Timeline as one mock node sees it: its tasks run one after the other with everything
/// else that happens to that node, and a task that was called off never begins.
///
/// {@link #after} and the handles that it gives are to be used while the node's lock is held, from
/// any thread.
final class GuardedTimeline implements Timeline {
  /// Runs a task while the node's lock is held.
  @FunctionalInterface
  interface Guard {
    void run(Runnable task);
  }

  private final SystemTimeline timeline;
  private final Guard guard;

  GuardedTimeline(SystemTimeline timeline, Guard guard) {
    this.timeline = timeline;
    this.guard = guard;
  }

  @Override
  public long nanos() {
    return timeline.nanos();
  }

  @Override
  public Cancellable after(long delayNanos, Runnable task) {
    var guarded = new Guarded(task);
    guarded.timer = timeline.afterFromAnywhere(delayNanos, guarded);
    return guarded;
  }

  @Override
  public void execute(Runnable task) {
    timeline.execute(() -> guard.run(task));
  }

  private final class Guarded implements Runnable, Cancellable {
    private final Runnable task;
    private Cancellable timer = Cancellable.NOTHING;
    private boolean over;

    Guarded(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      guard.run(this::runUnlessOver);
    }

    private void runUnlessOver() {
      if (!over) {
        over = true;
        task.run();
      }
    }

    @Override
    public void cancel() {
      over = true;
      timer.cancel();
    }
  }
}
