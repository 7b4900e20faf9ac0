package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Weighing.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  @Test
  void keysAreInProportionToTheWeights() {
    Shares shares =
        Shares.of(Keyed.nodes(Keyed.rendezvous(), FakeNodes.weights(1, 2, 3, 10), 20_000));

    // 3 degrees of freedom: above 16.27 once in 1000 times.
    assertThat(shares.chiSquare(1, 2, 3, 10)).as("%s", shares).isLessThan(16.27);
  }

  /// The pick leaves out most logarithms; the explanation computes them all.
  @Test
  void pickHasTheHighestScoreOfAll() {
    var nodes = FakeNodes.weights(IntStream.range(0, 200).map(i -> 1 + i * 7 % 50).toArray());
    Strategy strategy = Keyed.rendezvous();

    for (int client = 0; client < 2_000; client++) {
      var choice = strategy.explain(nodes.candidates(), Picks.request(client), 0);
      List<Score> scores = Objects.requireNonNull(choice.weighing()).scores();
      Score highest = scores.stream().max(Comparator.comparingDouble(Score::value)).orElseThrow();
      assertThat(choice.node().id()).isEqualTo(highest.node());
    }
  }

  @Test
  void moreWeightTakesKeysFromOthersAndGivesNoneAway() {
    var nodes = FakeNodes.idle(5);
    Strategy strategy = Keyed.rendezvous();
    List<String> before = Keyed.nodes(strategy, nodes, Keyed.CLIENTS);

    nodes.named("n2").setWeight(3);
    List<String> after = Keyed.nodes(strategy, nodes, Keyed.CLIENTS);

    for (int i = 0; i < Keyed.CLIENTS; i++) {
      assertThat(after.get(i)).isIn("n2", before.get(i));
    }
    assertThat(Keyed.moved(before, after)).isPositive();
  }
}
