package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerOfTwoTest {
  private final RandomGenerator random = new Seeds(1).stream("pick");

  @Test
  void busiestNodeIsNeverChosen() {
    Shares shares = Shares.of(draws(2), FakeNodes.inFlight(9, 0, 0, 0), 10_000);

    assertThat(shares.of("n0")).isZero(); // Exact, because the two samples are distinct.
    assertThat(shares.different()).isEqualTo(3);
  }

  /// Of the 6 pairs of 4 nodes, the least busy is in 3, the next is the better one in 2, then 1, 0.
  @Test
  void eachRankIsChosenAsOftenAsItWinsAPair() {
    Shares shares = Shares.of(draws(2), FakeNodes.inFlight(0, 1, 2, 3), 12_000);

    assertThat(shares.of("n3")).isZero();
    // 2 degrees of freedom: above 13.82 once in 1000 times.
    assertThat(shares.chiSquare(3, 2, 1)).as("%s", shares).isLessThan(13.82);
  }

  @ParameterizedTest
  @CsvSource({"4", "5", "100"})
  void leastBusyIsAlwaysChosenWhenAllAreDrawn(int choices) {
    assertThat(Shares.of(draws(choices), FakeNodes.inFlight(3, 2, 1, 2), 1_000).of("n2"))
        .isEqualTo(1_000);
  }

  @Test
  void oneDrawLooksAtNoLoad() {
    Shares shares = Shares.of(draws(1), FakeNodes.inFlight(9, 0, 5, 1), 8_000);

    // 3 degrees of freedom: above 16.27 once in 1000 times.
    assertThat(shares.chiSquare(1, 1, 1, 1)).as("%s", shares).isLessThan(16.27);
  }

  @Test
  void loadIsDividedByWeight() {
    var nodes = FakeNodes.weights(10, 1).with(8, 1); // 9/10 against 2/1

    assertThat(Shares.of(draws(2), nodes, 1_000).of("n0")).isEqualTo(1_000);
  }

  @Test
  void equalsAreEquallyLikely() {
    Shares shares = Shares.of(draws(2), FakeNodes.idle(4), 8_000);

    assertThat(shares.chiSquare(1, 1, 1, 1)).as("%s", shares).isLessThan(16.27);
  }

  /// The critical values are those that chi-square exceeds once in 1000 times.
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"2, 3, 6, 20.52", "2, 5, 20, 43.82", "3, 5, 60, 98.32", "4, 4, 24, 49.73"})
  void drawsAreDistinctAndEveryOrderOfThemIsEquallyLikely(
      int choices, int size, int orders, double critical) {
    List<String> drawn = new ArrayList<>();
    LoadMetric watching =
        new LoadMetric() {
          @Override
          public double of(Node node, long nowNanos) {
            drawn.add(node.id());
            return 1;
          }

          @Override
          public String words() {
            return "nothing";
          }
        };
    var strategy = new PowerOfTwo(choices, watching, random);
    var nodes = FakeNodes.idle(size);
    Map<String, Integer> counts = new TreeMap<>();
    int picks = 1_000 * orders;

    for (int i = 0; i < picks; i++) {
      drawn.clear();
      Node chosen = Picks.next(strategy, nodes, i);
      assertThat(drawn).hasSize(choices).doesNotHaveDuplicates();
      assertThat(chosen.id()).isEqualTo(drawn.getFirst()); // All are equal: the first stays.
      counts.merge(String.join(" ", drawn), 1, Integer::sum);
    }

    assertThat(counts).hasSize(orders);
    double statistic = 0;
    for (int count : counts.values()) {
      statistic += (count - 1_000.0) * (count - 1_000.0) / 1_000.0;
    }
    assertThat(statistic).as("chi-square with seed 1").isLessThan(critical);
  }

  private PowerOfTwo draws(int choices) {
    return new PowerOfTwo(choices, LoadMetric.IN_FLIGHT, random);
  }
}
