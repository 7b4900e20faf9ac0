package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The loads of all candidates, side by side, and who has the least.
///
/// One is kept by a strategy and filled anew for each pick, so that a pick allocates nothing.
final class LoadRow {
  private double[] loads = new double[16];

  /// Begins anew for so many candidates.
  void clear(int size) {
    if (size > loads.length) {
      loads = new double[Math.max(size, loads.length * 2)];
    }
  }

  double get(int index) {
    return loads[index];
  }

  void set(int index, double load) {
    loads[index] = load;
  }

  /// The index of the least of the first `size` loads.
  int least(int size, Ties ties, RandomGenerator random) {
    int best = 0;
    double least = loads[0];
    int equals = 1;
    for (int i = 1; i < size; i++) {
      double load = loads[i];
      if (load < least) {
        least = load;
        best = i;
        equals = 1;
      } else if (load == least) {
        equals++;
      }
    }
    if (equals > 1 && ties == Ties.RANDOM) {
      for (int skip = random.nextInt(equals); skip > 0; skip--) {
        do {
          best++;
        } while (loads[best] != least);
      }
    }
    return best;
  }

  /// The choice of a candidate that has the least of these loads, with what was weighed.
  Choice explained(Candidates candidates, Node chosen, String measure, Ties ties) {
    List<Score> scores = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      scores.add(new Score(candidates.get(i).id(), loads[i]));
      least = Math.min(least, loads[i]);
    }
    double value = least;
    boolean equals = scores.stream().filter(score -> score.value() == value).count() > 1;
    TieBreak tieBreak = ties == Ties.RANDOM ? TieBreak.RANDOM : TieBreak.FIRST;
    return new Choice(
        chosen,
        new Weighing(measure, scores, "the least", equals ? tieBreak : TieBreak.NOT_NEEDED));
  }
}
