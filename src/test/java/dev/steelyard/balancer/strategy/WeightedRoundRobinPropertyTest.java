package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.time.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds of weighted round robin whatever the weights are.
class WeightedRoundRobinPropertyTest {
  private static final int MAX_FAILS = 2;

  @Property(tries = 200)
  void everyWindowOfAsManyPicksAsWeightsHoldsEachNodeExactlyItsWeight(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> drawn) {
    int[] weights = drawn.stream().mapToInt(Integer::intValue).toArray();
    int total = IntStream.of(weights).sum();
    Map<String, Integer> exact = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      exact.put("n" + i, weights[i]);
    }

    List<String> picks = Picks.of(new WeightedRoundRobin(1), FakeNodes.weights(weights), 4 * total);

    Map<String, Integer> window = new HashMap<>();
    for (int i = 0; i < picks.size(); i++) {
      window.merge(picks.get(i), 1, Integer::sum);
      if (i >= total) {
        window.merge(picks.get(i - total), -1, Integer::sum);
      }
      if (i >= total - 1) {
        assertThat(window).as("%d picks up to number %d", total, i).isEqualTo(exact);
      }
    }
  }

  /// Turns that are read off because they repeat must be those that the rule would have given, also
  /// after failures, retries, slow starts and changes of the members have broken in. Long quiet
  /// stretches between them let the turns repeat.
  @Property(tries = 300)
  void everyPickIsThatOfTheRule(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 9) Integer> weights,
      @ForAll long seed) {
    var nodes = FakeNodes.weights(weights.stream().mapToInt(Integer::intValue).toArray());
    RandomGenerator random = new Seeds(seed).stream("changes");
    var strategy = new WeightedRoundRobin(MAX_FAILS);
    var rule = new Rule();
    for (int step = 0; step < 40; step++) {
      disturb(nodes, strategy, rule, step, random);
      int quiet = random.nextInt(4) > 0 ? random.nextInt(10) : random.nextInt(150);
      for (int i = 0; i <= quiet; i++) {
        List<Node> tried = i == 0 && random.nextBoolean() ? List.of(any(nodes, random)) : List.of();
        Candidates candidates = nodes.pool().candidates(tried);
        if (candidates != null) {
          assertThat(pick(strategy, candidates, random))
              .as("step %d, pick %d", step, i)
              .isSameAs(rule.pick(candidates));
        }
      }
    }
  }

  /// Also when a failure and a retry have pushed the nodes off the round that begins with nothing
  /// held. Two rounds pass before turns can be read off: one in which they settle, one to note.
  @Property(tries = 300)
  void quietTurnsRepeatSoon(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 9) Integer> weights) {
    var nodes = FakeNodes.weights(weights.stream().mapToInt(Integer::intValue).toArray());
    int sum = weights.stream().mapToInt(Integer::intValue).sum();
    var strategy = new WeightedRoundRobin(1);

    Picks.of(strategy, nodes, sum + 2);
    assertThat(strategy.repeats(nodes.candidates())).isTrue();

    strategy.attemptEnded(nodes.get(0), Failure.RESET, 1, 0);
    strategy.choose(nodes.candidates(nodes.get(1)), Picks.request(0), 0);
    assertThat(strategy.repeats(nodes.candidates())).isFalse();
    Picks.of(strategy, nodes, 12 * sum);
    assertThat(strategy.repeats(nodes.candidates())).isTrue();
  }

  private static Node pick(Strategy strategy, Candidates candidates, RandomGenerator random) {
    return random.nextInt(10) > 0
        ? strategy.choose(candidates, Picks.request(0), 0).node()
        : strategy.explain(candidates, Picks.request(0), 0).node();
  }

  private static void disturb(
      FakeNodes nodes, Strategy strategy, Rule rule, int step, RandomGenerator random) {
    switch (random.nextInt(8)) {
      case 0 -> nodes.pool().add(Endpoint.virtual("x" + step), 1 + random.nextInt(9));
      case 1 -> {
        if (nodes.size() > 1) {
          nodes.pool().remove(any(nodes, random));
        }
      }
      case 2 -> any(nodes, random).setWeight(1 + random.nextInt(9));
      case 3 -> any(nodes, random).setOut(Exclusion.DOWN, random.nextBoolean());
      case 4 -> {
        double factor = random.nextDouble(0.1, 1);
        any(nodes, random).startSlowly(elapsed -> factor, 0);
      }
      case 5 -> nodes.pool().members().forEach(Node::endSlowStart);
      default -> {
        Node failing = any(nodes, random);
        strategy.attemptEnded(failing, Failure.RESET, 1, 0);
        rule.fail(failing);
      }
    }
  }

  private static Node any(FakeNodes nodes, RandomGenerator random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /// nginx's rule as it stands there, with weights in thousandths.
  private static final class Rule {
    private final Map<Node, long[]> currentAndLost = new HashMap<>();

    Node pick(Candidates candidates) {
      long total = 0;
      Node best = candidates.get(0);
      for (int i = 0; i < candidates.size(); i++) {
        Node node = candidates.get(i);
        long[] held = of(node);
        long weight = Math.round(1_000 * node.effectiveWeight(0));
        long effective = Math.max(0, weight - 1_000 * held[1]);
        held[0] += effective;
        total += effective;
        held[1] = Math.max(0, held[1] - 1);
        if (held[0] > of(best)[0]) {
          best = node;
        }
      }
      of(best)[0] -= total;
      return best;
    }

    void fail(Node node) {
      long[] held = of(node);
      held[1] = Math.min(node.weight(), held[1] + node.weight() / MAX_FAILS);
    }

    private long[] of(Node node) {
      return currentAndLost.computeIfAbsent(node, fresh -> new long[2]);
    }
  }
}
