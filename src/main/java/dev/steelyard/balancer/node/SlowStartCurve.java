package dev.steelyard.balancer.node;

/// How much of its weight counts while a node starts slowly.
@FunctionalInterface
public interface SlowStartCurve {
  /// The part of the weight that counts, above 0 and at most 1.
  ///
  /// @param elapsedNanos since the slow start began
  double factor(long elapsedNanos);
}
