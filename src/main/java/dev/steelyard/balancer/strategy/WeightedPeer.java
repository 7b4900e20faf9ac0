package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Node;

/// What smooth weighted round robin keeps for a node.
///
/// Weights are counted in thousandths, so that those of a slow start are whole numbers too and
/// every sum is exact.
final class WeightedPeer {
  static final long WEIGHT_UNIT = 1_000;

  private final Node node;
  private long current;

  /// What failures took from the weight. Kept instead of what is left, so that a weight which is
  /// changed meanwhile counts at once and is not mistaken for a failure.
  private int lost;

  WeightedPeer(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /// What it holds.
  long current() {
    return current;
  }

  void hold(long amount) {
    current = amount;
  }

  /// Whether failures have left it its whole weight.
  boolean isWhole() {
    return lost == 0;
  }

  /// Adds the effective weight to what it holds and tells how much that was.
  long earn(long nowNanos) {
    long earned = earning(nowNanos);
    current += earned;
    lost = Math.max(0, lost - 1);
    return earned;
  }

  void pay(long amount) {
    current -= amount;
  }

  /// What it would hold after {@link #earn}, in units of weight.
  double afterEarning(long nowNanos) {
    return (current + earning(nowNanos)) / (double) WEIGHT_UNIT;
  }

  void fail(int maxFails) {
    lost = Math.min(node.weight(), lost + node.weight() / maxFails);
  }

  private long earning(long nowNanos) {
    long weight =
        node.slowStarting()
            ? Math.max(1, Math.round(WEIGHT_UNIT * node.effectiveWeight(nowNanos)))
            : WEIGHT_UNIT * node.weight();
    return Math.max(0, weight - WEIGHT_UNIT * lost);
  }
}
