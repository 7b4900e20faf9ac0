package dev.steelyard.balancer.time;

/// The one source of "now" and "later".
///
/// All tasks of a Timeline run one after the other, never two at once, so whatever is only touched
/// by its tasks needs no lock. Tasks that are due together run in the order of their submission. A
/// task that throws ends the run: the Timeline reports it to whoever drives it and runs nothing
/// more.
public interface Timeline {
  /// The time now, in nanoseconds since this Timeline began. Never goes back.
  long nanos();

  /// Runs `task` once, `delayNanos` from now; a delay below zero counts as zero. To be called on
  /// the Timeline's thread, or before it starts.
  Cancellable after(long delayNanos, Runnable task);

  /// Does the same as {@link #after}; a Timeline may take it as a hint that the task is likely to
  /// be called off and that many have the same delay.
  default Cancellable timeout(long delayNanos, Runnable task) {
    return after(delayNanos, task);
  }

  /// Runs `task` as soon as possible, after what is due already. It is how the outside world
  /// enters: in real time it may be called from any thread; in virtual time there is only one.
  void execute(Runnable task);
}
