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
/// equal loads the one drawn first is taken. A node in its slow start is drawn as often as others,
/// but its load counts for more.
///
/// Source: Mitzenmacher, _The Power of Two Choices in Randomized Load Balancing_ (2001); Envoy
/// `LEAST_REQUEST`.
final class PowerOfTwo implements Strategy {
  static final int TWO = 2;

  private static final long LOW_BITS = 0xFFFF_FFFFL;

  private final int choices;
  private final LoadMetric metric;
  private final RandomGenerator random;

  /// The indexes that the last pick drew, sorted.
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
    return choices == TWO && candidates.size() >= TWO
        ? bestOfTwo(candidates, nowNanos)
        : bestOfAFew(candidates, nowNanos);
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    Node chosen = choose(candidates, request, nowNanos).node();
    int looks = Math.min(choices, candidates.size());
    List<Score> loads = new ArrayList<>();
    int equals = 0;
    double least = metric.of(chosen, nowNanos);
    for (int i = 0; i < candidates.size(); i++) {
      boolean looked = Arrays.binarySearch(drawn, 0, looks, i) >= 0;
      double load = looked ? metric.of(candidates.get(i), nowNanos) : Weighings.NOT_LOOKED_AT;
      equals += load == least ? 1 : 0;
      loads.add(new Score(candidates.get(i).id(), load));
    }
    return new Choice(
        chosen,
        new Weighing(
            metric.words(),
            loads,
            "the least of " + looks + " drawn at random",
            equals > 1 ? TieBreak.DRAWN_FIRST : TieBreak.NOT_NEEDED));
  }

  /// What {@link #bestOfAFew} does, in the usual case, out of one random number.
  private Choice bestOfTwo(Candidates candidates, long nowNanos) {
    long bits = random.nextLong();
    int first = below(candidates.size(), bits >>> Integer.SIZE);
    int second = below(candidates.size() - 1, bits & LOW_BITS);
    if (second >= first) {
      second++;
      drawn[0] = first;
      drawn[1] = second;
    } else {
      drawn[0] = second;
      drawn[1] = first;
    }
    Node one = candidates.get(first);
    Node other = candidates.get(second);
    return (metric.of(one, nowNanos) <= metric.of(other, nowNanos) ? one : other).chosen();
  }

  /// A number from 0 to `bound - 1`, made of 32 random bits, each exactly as likely as every other:
  /// Lemire's multiplication, which needs no division but once in `2^32 / bound` times.
  private int below(int bound, long bits) {
    long product = bits * bound;
    long rest = product & LOW_BITS;
    boolean tooMany = rest < bound && rest < (1L << Integer.SIZE) % bound;
    return tooMany ? random.nextInt(bound) : (int) (product >>> Integer.SIZE);
  }

  private Choice bestOfAFew(Candidates candidates, long nowNanos) {
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
