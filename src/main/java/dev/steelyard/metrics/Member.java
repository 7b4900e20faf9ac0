package dev.steelyard.metrics;

/// What the figures need to know of a node beforehand.
///
/// @param weight its weight, 1 or more
/// @param workers how many requests it serves at once
/// @param pool the pool that it belongs to
public record Member(String id, int weight, int workers, String pool) {
  /// A member of the only pool.
  public Member(String id, int weight, int workers) {
    this(id, weight, workers, "");
  }

  Member withWeight(int changed) {
    return new Member(id, changed, workers, pool);
  }
}
