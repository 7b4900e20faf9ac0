package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.FakeNodes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often each node was picked.
final class Shares {
  private final Map<String, Integer> counts = new TreeMap<>();

  private Shares() {}

  static Shares of(Strategy strategy, FakeNodes nodes, int picks) {
    return of(Picks.of(strategy, nodes, picks));
  }

  static Shares of(List<String> picked) {
    var shares = new Shares();
    picked.forEach(id -> shares.counts.merge(id, 1, Integer::sum));
    return shares;
  }

  int of(String id) {
    return counts.getOrDefault(id, 0);
  }

  /// How many different ones were picked.
  int different() {
    return counts.size();
  }

  /// Pearson's statistic against the given proportions for `n0`, `n1`, ...
  double chiSquare(double... proportions) {
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    double sum = 0;
    for (double proportion : proportions) {
      sum += proportion;
    }
    double statistic = 0;
    for (int i = 0; i < proportions.length; i++) {
      double expected = all * proportions[i] / sum;
      double off = of("n" + i) - expected;
      statistic += off * off / expected;
    }
    return statistic;
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
