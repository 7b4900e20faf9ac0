package dev.steelyard.balancer.strategy.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.time.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashRingTest {
  /// A ring as it is defined, by a sorted map.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "3, 160", "50, 7", "1000, 160"})
  void keyBelongsToTheFirstPointThatIsNotBelowIt(int count, int points) {
    var nodes = FakeNodes.idle(count);
    var ring = new HashRing(nodes.pool().membership(), points);
    TreeMap<Long, Node> expected = new TreeMap<>(Long::compareUnsigned);
    for (Node node : nodes.pool().members()) {
      for (int number = 0; number < points; number++) {
        expected.putIfAbsent(XxHash64.of(node.id() + "_" + number), node);
      }
    }
    RandomGenerator random = new Seeds(3).stream("keys");

    assertThat(ring.size()).isEqualTo(count * points);
    for (int i = 0; i < 2_000; i++) {
      long hash = i % 2 == 0 ? random.nextLong() : anyOf(expected, random);
      Map.Entry<Long, Node> next = expected.ceilingEntry(hash);
      Node owner = (next == null ? expected.firstEntry() : next).getValue();
      assertThat(ring.at(ring.place(hash))).as("hash %x", hash).isSameAs(owner);
    }
  }

  private static long anyOf(NavigableMap<Long, Node> points, RandomGenerator random) {
    Long found = points.floorKey(random.nextLong());
    return found == null ? points.lastKey() : found;
  }

  @Test
  void weightsCountAsPoints() {
    assertThat(points(FakeNodes.weights(1, 2, 5), 160))
        .isEqualTo(Map.of("n0", 160, "n1", 320, "n2", 800));
  }

  @Test
  void tooManyPointsAreScaledDownInProportionButNoneVanishes() {
    Map<String, Integer> points = points(FakeNodes.weights(1_000, 500, 1), 1_000_000);

    assertThat(points.get("n0")).isEqualTo(2 * points.getOrDefault("n1", 0));
    assertThat(points.get("n2")).isEqualTo(HashRing.MOST_POINTS / 1_501);
    assertThat(points.values().stream().mapToInt(Integer::intValue).sum())
        .isBetween(HashRing.MOST_POINTS - 3, HashRing.MOST_POINTS);
    assertThat(points(FakeNodes.weights(1_000, 1_000, 1), 1_000).get("n2")).isPositive();
  }

  @Test
  void distanceIsAPartOfTheCircleClockwise() {
    var ring = new HashRing(FakeNodes.idle(1).pool().membership(), 1);
    long point = XxHash64.of("n0_0");

    assertThat(ring.distance(point, 0)).isZero();
    assertThat(ring.distance(point - (1L << 62), 0)).isEqualTo(0.25);
    assertThat(ring.distance(point + (1L << 62), 0)).isEqualTo(0.75);
  }

  private static Map<String, Integer> points(FakeNodes nodes, int pointsPerWeight) {
    var ring = new HashRing(nodes.pool().membership(), pointsPerWeight);
    Map<String, Integer> points = new HashMap<>();
    for (int place = 0; place < ring.size(); place++) {
      points.merge(ring.at(place).id(), 1, Integer::sum);
    }
    return points;
  }
}
