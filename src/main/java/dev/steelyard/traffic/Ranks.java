package dev.steelyard.traffic;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Draws an index in proportion to given shares, in O(log n).
final class Ranks {
  private final double[] sums;

  /// @param shares at least one, each above 0
  Ranks(double[] shares) {
    this.sums = shares.clone();
    for (int i = 1; i < sums.length; i++) { // In this order, so that every machine sums up alike.
      sums[i] += sums[i - 1];
    }
  }

  int draw(RandomGenerator random) {
    if (sums.length == 1) {
      return 0;
    }
    double drawn = random.nextDouble() * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, drawn);
    int index = found >= 0 ? found + 1 : -found - 1;
    return Math.min(index, sums.length - 1);
  }
}
