package dev.steelyard.run;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.metrics.Frame;

/// Follows one run and has no part in it. Must be quick, for traffic waits for it: all calls come
/// on the run's Timeline.
public interface Observer extends EventSink {
  /// Follows nothing, and nothing is spent on it.
  Observer NONE =
      new Observer() {
        @Override
        public boolean follows() {
          return false;
        }

        @Override
        public void on(Event event) {}

        @Override
        public void saw(Frame frame) {}
      };

  /// A moment of the run: about one in each second of its time or more, and one at its end.
  void saw(Frame frame);

  /// Whether it heeds anything at all, so that nothing is made for nobody.
  default boolean follows() {
    return true;
  }

  /// Hears each event after `first` has.
  default EventSink after(EventSink first) {
    if (!follows()) {
      return first;
    }
    return event -> {
      first.on(event);
      on(event);
    };
  }
}
