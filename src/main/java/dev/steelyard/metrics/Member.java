package dev.steelyard.metrics;

/// What the figures need to know of a node beforehand.
///
/// @param weight its weight, 1 or more
/// @param workers how many requests it serves at once
public record Member(String id, int weight, int workers) {
  Member withWeight(int changed) {
    return new Member(id, changed, workers);
  }
}
