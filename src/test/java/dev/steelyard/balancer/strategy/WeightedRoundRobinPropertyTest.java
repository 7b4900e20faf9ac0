package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds of weighted round robin whatever the weights are.
class WeightedRoundRobinPropertyTest {
  @Property(tries = 200)
  void everyWindowOfAsManyPicksAsWeightsHoldsEachNodeExactlyItsWeight(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> drawn) {
    int[] weights = drawn.stream().mapToInt(Integer::intValue).toArray();
    int total = IntStream.of(weights).sum();
    Map<String, Integer> exact = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      exact.put("n" + i, weights[i]);
    }

    List<String> picks = Picks.of(new WeightedRoundRobin(1), FakeNodes.weights(weights), 3 * total);

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
}
