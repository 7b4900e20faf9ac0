package dev.steelyard.balancer.event;

/// Hears what happens, on the Timeline's thread, in order. Must be quick: traffic waits for it.
@FunctionalInterface
public interface EventSink {
  void on(Event event);
}
