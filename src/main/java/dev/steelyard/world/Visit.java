package dev.steelyard.world;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import org.jspecify.annotations.Nullable;

/// A request inside of a mock node while something takes its time: its work, or its answer on the
/// way out.
///
/// Its task runs when the time is over; until then it can stand still. Linked with the others that
/// came through the same {@link Door}.
abstract class Visit implements Runnable {
  final Call call;
  private final Timeline timeline;
  private Cancellable timer = Cancellable.NOTHING;
  private long dueNanos;
  private long leftNanos;

  /// Its neighbours; for the {@link Door} alone.
  @Nullable Visit before;

  @Nullable Visit after;

  Visit(Call call, Timeline timeline) {
    this.call = call;
    this.timeline = timeline;
  }

  /// Runs this after so long.
  final void takes(long nanos) {
    dueNanos = timeline.nanos() + nanos;
    timer = timeline.after(nanos, this);
  }

  final void standStill() {
    timer.cancel();
    leftNanos = dueNanos - timeline.nanos();
  }

  final void goOn() {
    takes(leftNanos);
  }

  /// Ends it now, without an answer.
  final void breakOff() {
    timer.cancel();
    leave();
    call.reset();
  }

  /// Goes out of the node.
  abstract void leave();
}
