package dev.steelyard.balancer.time;

/// A Timeline that stands still until a test moves it on.
public final class FakeTimeline implements Timeline {
  private final TaskHeap tasks = new TaskHeap();
  private long nowNanos;

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public Cancellable after(long delayNanos, Runnable task) {
    return tasks.add(Math.addExact(nowNanos, Math.max(0, delayNanos)), task);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(nowNanos, task);
  }

  /// Moves on to `nanos` and runs everything due until then, each task at its own time.
  public void runUntil(long nanos) {
    while (tasks.nextDueNanos() <= nanos) {
      nowNanos = Math.max(nowNanos, tasks.nextDueNanos());
      Runnable task = tasks.pollDue(nowNanos);
      if (task != null) {
        task.run();
      }
    }
    nowNanos = Math.max(nowNanos, nanos);
  }

  /// How many tasks wait.
  public int waiting() {
    return tasks.size();
  }
}
