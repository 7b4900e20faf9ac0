package dev.steelyard.balancer.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InFlightOrderTest {
  /// Whatever began and ended, whoever came and went: the order draws from exactly those nodes that
  /// a look at all of them finds to be the least loaded.
  @Property(tries = 300)
  void leastIsWhatALookAtAllFinds(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 4) Integer> weights,
      @ForAll long seed) {
    var nodes = FakeNodes.weights(weights.stream().mapToInt(Integer::intValue).toArray());
    RandomGenerator random = new Seeds(seed).stream("changes");
    List<Node> busy = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      change(nodes, busy, step, random);
      Candidates candidates = nodes.pool().candidates(List.of());
      if (candidates != null) {
        Node least = requireNonNull(candidates.inFlightOrder()).least(random);
        assertThat(leastLoaded(candidates)).as("step %d", step).contains(least);
      }
    }
  }

  @Test
  void equalsOfDifferentWeightsAreEquallyLikely() {
    var nodes = FakeNodes.weights(3, 1, 6, 1, 3).with(2, 0, 5, 1, 2);
    RandomGenerator random = new Seeds(1).stream("pick");
    Map<String, Integer> counts = new TreeMap<>();

    for (int i = 0; i < 12_000; i++) {
      Node least = requireNonNull(nodes.candidates().inFlightOrder()).least(random);
      counts.merge(least.id(), 1, Integer::sum);
    }

    assertThat(counts).containsOnlyKeys("n0", "n1", "n2", "n4");
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(2_850, 3_150));
  }

  @Test
  void candidatesOfARetryHaveNone() {
    var nodes = FakeNodes.idle(3);

    assertThat(nodes.candidates(nodes.get(0)).inFlightOrder()).isNull();
  }

  @Test
  void candidatesThatAreNoLongerThoseOfThePoolHaveNone() {
    var nodes = FakeNodes.idle(3);
    Candidates before = nodes.candidates();
    assertThat(before.inFlightOrder()).isNotNull();

    nodes.get(0).setOut(Exclusion.DOWN, true);

    assertThat(before.inFlightOrder()).isNull();
  }

  @Test
  void manyInFlightToOneNodeAreNoProblem() {
    var nodes = FakeNodes.idle(2);
    RandomGenerator random = new Seeds(1).stream("pick");
    requireNonNull(nodes.candidates().inFlightOrder());
    nodes.with(5_000, 4_999);

    assertThat(requireNonNull(nodes.candidates().inFlightOrder()).least(random).id())
        .isEqualTo("n1");
  }

  private static void change(FakeNodes nodes, List<Node> busy, int step, RandomGenerator random) {
    switch (random.nextInt(20)) {
      case 0 -> nodes.pool().add(Endpoint.virtual("x" + step), 1 + random.nextInt(4));
      case 1 -> {
        if (nodes.size() > 1) {
          nodes.pool().remove(nodes.get(random.nextInt(nodes.size())));
        }
      }
      case 2 -> nodes.get(random.nextInt(nodes.size())).setWeight(1 + random.nextInt(4));
      case 3 -> {
        Node any = nodes.get(random.nextInt(nodes.size()));
        any.setOut(Exclusion.DOWN, random.nextBoolean());
      }
      case 4, 5, 6, 7, 8, 9, 10 -> {
        if (!busy.isEmpty()) {
          busy.remove(random.nextInt(busy.size())).attemptEnded(); // It may have left long ago.
        }
      }
      default -> {
        Node any = nodes.get(random.nextInt(nodes.size()));
        any.attemptStarted();
        busy.add(any);
      }
    }
  }

  private static Set<Node> leastLoaded(Candidates candidates) {
    List<Node> all = IntStream.range(0, candidates.size()).mapToObj(candidates::get).toList();
    double least = all.stream().mapToDouble(InFlightOrderTest::load).min().orElseThrow();
    return all.stream().filter(node -> load(node) == least).collect(Collectors.toSet());
  }

  private static double load(Node node) {
    return (node.inFlight() + 1.0) / node.weight();
  }
}
