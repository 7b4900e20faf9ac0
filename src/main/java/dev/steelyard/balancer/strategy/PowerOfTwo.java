package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import dev.steelyard.balancer.request.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws a few distinct candidates at random, two by default, and takes the one with the lowest
/// load.
///
/// Constant time and, unlike a look at all nodes, resistant to herding when loads are stale. Of
/// equal loads the one drawn first is taken.
///
/// Source: Mitzenmacher, _The Power of Two Choices in Randomized Load Balancing_ (2001); Envoy
/// `LEAST_REQUEST`.
final class PowerOfTwo implements Strategy {
  private final int choices;
  private final LoadMetric metric;
  private final RandomGenerator random;
  private final int[] drawn;

  /// @param choices how many are drawn, at least 1
  PowerOfTwo(int choices, LoadMetric metric, RandomGenerator random) {
    this.choices = choices;
    this.metric = metric;
    this.random = random;
    this.drawn = new int[choices];
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    int size = candidates.size();
    Node best = candidates.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (int count = 0; count < Math.min(choices, size); count++) {
      Node node = candidates.get(drawDistinct(count, size));
      double load = metric.of(node, nowNanos);
      if (load < least) {
        least = load;
        best = node;
      }
    }
    return best.chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    Node chosen = choose(candidates, request, nowNanos).node();
    int looks = Math.min(choices, candidates.size());
    List<Score> loads = new ArrayList<>();
    int equals = 0;
    for (int i = 0; i < candidates.size(); i++) {
      boolean looked = Arrays.binarySearch(drawn, 0, looks, i) >= 0;
      double load = looked ? metric.of(candidates.get(i), nowNanos) : Weighings.NOT_LOOKED_AT;
      equals += load == metric.of(chosen, nowNanos) ? 1 : 0;
      loads.add(new Score(candidates.get(i).id(), load));
    }
    return new Choice(
        chosen,
        new Weighing(
            LoadMetric.IN_FLIGHT_WORDS,
            loads,
            "the least of " + looks + " drawn at random",
            equals > 1 ? TieBreak.DRAWN_FIRST : TieBreak.NOT_NEEDED));
  }

  /// Draws one of the `size - count` indexes that were not drawn before, each equally likely, and
  /// keeps the drawn ones sorted.
  private int drawDistinct(int count, int size) {
    int index = random.nextInt(size - count);
    int place = 0;
    while (place < count && drawn[place] <= index) {
      index++;
      place++;
    }
    System.arraycopy(drawn, place, drawn, place + 1, count - place);
    drawn[place] = index;
    return index;
  }
}
