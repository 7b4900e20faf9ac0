package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.time.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomTest {
  private final RandomGenerator random = new Seeds(1).stream("pick");

  @Test
  void uniformRandomLooksNeitherAtWeightNorAtLoad() {
    var nodes = FakeNodes.weights(1, 100, 1, 7).with(0, 9, 3, 0);

    Shares shares = Shares.of(new UniformRandom(random), nodes, 8_000);

    // 3 degrees of freedom: above 16.27 once in 1000 times.
    assertThat(shares.chiSquare(1, 1, 1, 1)).as("%s", shares).isLessThan(16.27);
  }

  @Test
  void weightedRandomIsProportionalToWeight() {
    Shares shares = Shares.of(new WeightedRandom(random), FakeNodes.weights(5, 1, 3, 1), 10_000);

    assertThat(shares.chiSquare(5, 1, 3, 1)).as("%s", shares).isLessThan(16.27);
  }

  @Test
  void weightThatChangesCountsAtOnce() {
    var nodes = FakeNodes.weights(5, 1, 3, 1);
    var strategy = new WeightedRandom(random);
    Picks.of(strategy, nodes, 10);

    nodes.get(1).setWeight(9);

    Shares shares = Shares.of(strategy, nodes, 18_000);
    assertThat(shares.chiSquare(5, 9, 3, 1)).as("%s", shares).isLessThan(16.27);
  }

  /// Whatever is drawn from 0 to 9 must fall to the node whose stretch holds it.
  @Test
  void weightedRandomCutsTheLineOfAllWeightsExactly() {
    var nodes = FakeNodes.weights(5, 1, 3, 1);

    List<String> picks =
        IntStream.range(0, 10)
            .mapToObj(drawn -> new WeightedRandom(new Drawing(drawn)))
            .map(strategy -> Picks.next(strategy, nodes, 0).id())
            .toList();

    assertThat(picks).containsExactly("n0", "n0", "n0", "n0", "n0", "n1", "n2", "n2", "n2", "n3");
  }

  /// Draws one number again and again.
  private record Drawing(int value) implements RandomGenerator {
    @Override
    public long nextLong() {
      return value;
    }

    @Override
    public int nextInt(int bound) {
      assertThat(value).isLessThan(bound);
      return value;
    }
  }
}
