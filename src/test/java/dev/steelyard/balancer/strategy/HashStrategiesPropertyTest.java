package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds of ring and rendezvous hashing whatever the nodes and weights are: those who leave or
/// join move the keys that they had or get, and no others.
class HashStrategiesPropertyTest {
  private static final int CLIENTS = 300;

  @Property(tries = 100)
  void ringMovesOnlyTheKeysOfTheNodeThatLeft(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 20) Integer> weights,
      @ForAll @IntRange(max = 11) int leaving) {
    assertOnlyTheKeysOfTheNodeThatLeftMove(Keyed::ring, weights, leaving % weights.size());
  }

  @Property(tries = 100)
  void rendezvousMovesOnlyTheKeysOfTheNodeThatLeft(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 1_000) Integer> weights,
      @ForAll @IntRange(max = 11) int leaving) {
    assertOnlyTheKeysOfTheNodeThatLeftMove(Keyed::rendezvous, weights, leaving % weights.size());
  }

  private static void assertOnlyTheKeysOfTheNodeThatLeftMove(
      Supplier<Strategy> strategies, List<Integer> weights, int leaving) {
    var nodes = FakeNodes.weights(weights.stream().mapToInt(Integer::intValue).toArray());
    Strategy strategy = strategies.get();
    List<String> before = Keyed.nodes(strategy, nodes, CLIENTS);
    String left = "n" + leaving;

    nodes.pool().remove(nodes.named(left));
    List<String> after = Keyed.nodes(strategy, nodes, CLIENTS);

    for (int i = 0; i < CLIENTS; i++) {
      if (before.get(i).equals(left)) {
        assertThat(after.get(i)).isNotEqualTo(left);
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
  }
}
