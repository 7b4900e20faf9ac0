package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Takes the candidates in turn, in the pool's stable order, beginning anywhere.
///
/// It remembers the member that it took last and goes on with the next candidate behind it. So the
/// position survives members that come and go, a retry simply takes the next turn, and those that
/// stay still share evenly. The random start keeps many balancers that start together from hitting
/// the same node first. A node in its slow start lets some of its turns pass; see {@link
/// SlowStarts}.
///
/// Source: grpc-java, `round_robin`.
final class RoundRobin implements Strategy {
  private static final int UNDECIDED = -1;

  private final RandomGenerator random;
  private int index = UNDECIDED;
  private long lastOrder;

  RoundRobin(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    index = index == UNDECIDED ? random.nextInt(candidates.size()) : next(candidates);
    if (candidates.slowStarting()) {
      letTurnsPass(candidates, nowNanos);
    }
    var node = candidates.get(index);
    lastOrder = node.order();
    return node.chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    Node chosen = choose(candidates, request, nowNanos).node();
    String rule =
        candidates.slowStarting()
            ? "the next in order that did not let its turn pass in its slow start"
            : "the next in order";
    List<Score> turns = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      turns.add(new Score(candidates.get(i).id(), Math.floorMod(i - index, candidates.size())));
    }
    return Weighings.choice(chosen, "turns until its own", turns, rule);
  }

  private void letTurnsPass(Candidates candidates, long nowNanos) {
    double greatest = SlowStarts.greatestFactor(candidates, nowNanos);
    while (SlowStarts.passes(candidates.get(index), greatest, random, nowNanos)) {
      index = index + 1 == candidates.size() ? 0 : index + 1;
    }
  }

  private int next(Candidates candidates) {
    int size = candidates.size();
    if (index < size && candidates.get(index).order() == lastOrder) {
      return index + 1 == size ? 0 : index + 1;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (candidates.get(middle).order() <= lastOrder) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == size ? 0 : low;
  }
}
