package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Change;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryFullException;
import dev.steelyard.balancer.discovery.WatchMessage;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.List;
import java.util.function.Consumer;

/// A watch that ends with the first thing that it hears, or when it has waited long enough.
final class LongPoll {
  private static final int OK = 200;
  private static final int GONE = 410;

  private final Registry registry;
  private final Timeline timeline;
  private final Consumer<Reply> done;
  private Cancellable watch = Cancellable.NOTHING;
  private Cancellable timer = Cancellable.NOTHING;
  private boolean over;

  /// @param done gets the answer, once
  LongPoll(Registry registry, Timeline timeline, Consumer<Reply> done) {
    this.registry = registry;
    this.timeline = timeline;
    this.done = done;
  }

  void begin(WatchQuery query) {
    try {
      watch = registry.watch(query.service(), query.epoch(), query.from(), this::hear);
    } catch (RegistryFullException full) {
      finish(Reply.unavailable(String.valueOf(full.getMessage())));
    }
    if (over) {
      watch.cancel(); // It told something while it was opened.
    } else {
      timer = timeline.after(query.patience().toNanos(), () -> finish(changes(List.of())));
    }
  }

  /// Nobody waits for the answer any more.
  void abandon() {
    finish(Reply.unavailable("nobody is there any more"));
  }

  private void hear(WatchMessage message) {
    switch (message) {
      case WatchMessage.Opened _ -> {}
      case WatchMessage.Changed(List<Change> changes) -> finish(changes(changes));
      case WatchMessage.Compacted(long revision) ->
          finish(Reply.json(GONE, RegistryJson.compacted(revision)));
      case WatchMessage.Invalidated(String reason) -> finish(Reply.problem(GONE, reason));
      case WatchMessage.Ended(String reason) -> finish(Reply.unavailable(reason));
    }
  }

  private Reply changes(List<Change> changes) {
    return Reply.json(
        OK, RegistryJson.changes(registry.epoch(), registry.revision(), changes, timeline.nanos()));
  }

  private void finish(Reply reply) {
    if (!over) {
      over = true;
      timer.cancel();
      watch.cancel();
      done.accept(reply);
    }
  }
}
