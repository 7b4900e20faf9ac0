package dev.steelyard.traffic;

import java.util.random.RandomGenerator;

/// Draws an index in proportion to given shares, in constant time on average where they are alike.
final class Ranks {
  private final double[] sums;

  /// Where to begin to look for what was drawn from each n-th part of the whole.
  private final int[] guide;

  /// @param shares at least one, each above 0
  Ranks(double[] shares) {
    this.sums = shares.clone();
    for (int i = 1; i < sums.length; i++) { // In this order, so that every machine sums up alike.
      sums[i] += sums[i - 1];
    }
    this.guide = new int[sums.length];
    for (int i = 1; i < sums.length; i++) {
      double reached = (double) i / sums.length * sums[sums.length - 1];
      guide[i] = guide[i - 1];
      while (sums[guide[i]] <= reached) {
        guide[i]++;
      }
    }
  }

  int draw(RandomGenerator random) {
    if (sums.length == 1) {
      return 0;
    }
    double part = random.nextDouble();
    double drawn = part * sums[sums.length - 1];
    int index = guide[(int) (part * sums.length)];
    while (index > 0 && sums[index - 1] > drawn) { // Rounding may have led past it.
      index--;
    }
    while (index < sums.length - 1 && sums[index] <= drawn) {
      index++;
    }
    return index;
  }
}
