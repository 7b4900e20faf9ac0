package dev.steelyard.balancer.time;

/// Something under way that can be called off.
@FunctionalInterface
public interface Cancellable {
  /// There is nothing to call off.
  Cancellable NOTHING = () -> {};

  /// Calls it off. Does nothing when it has happened already or was called off before. To be called
  /// on the Timeline's thread.
  void cancel();
}
