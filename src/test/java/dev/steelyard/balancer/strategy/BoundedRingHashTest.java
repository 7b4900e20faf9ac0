package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedRingHashTest {
  @Test
  void idleNodesAreChosenAsOnThePlainRing() {
    var nodes = FakeNodes.idle(8);

    assertThat(Keyed.nodes(Keyed.bounded(1.25), nodes, 2_000))
        .isEqualTo(Keyed.nodes(Keyed.ring(), nodes, 2_000));
  }

  /// Every request is of the same client and none ends, so each pick is bounded by all before it.
  @ParameterizedTest
  @ValueSource(doubles = {1.01, 1.25, 2})
  void noNodeEverHasMoreThanTheFactorOfTheAverage(double factor) {
    var nodes = FakeNodes.weights(1, 2, 4);
    Strategy strategy = Keyed.bounded(factor);

    for (int count = 1; count <= 300; count++) {
      Node node = Picks.next(strategy, nodes, 1);
      node.attemptStarted();
      double bound = Math.ceil(factor * count * node.weight() / 7 - 1e-9);
      assertThat((double) node.inFlight()).as("request %d", count).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void popularKeySpillsOverToTheNextNodesClockwise() {
    var nodes = FakeNodes.idle(4);
    Strategy strategy = Keyed.bounded(1.25);
    Node own = Picks.next(strategy, nodes, 1);
    Node next = Keyed.ring().choose(nodes.candidates(own), Picks.request(1), 0).node();

    own.attemptStarted(); // Of one in flight and one more, 1.25 x 2 / 4 is rounded up to 1.
    var choice = strategy.explain(nodes.candidates(), Picks.request(1), 0);

    assertThat(choice.node()).isSameAs(next);
    assertThat(requireNonNull(choice.weighing()).rule())
        .isEqualTo(
            "the first clockwise within 1.25 times the average load; passed over: " + own.id());
  }

  @Test
  void wholeBoundIsNotRoundedUpBecauseOfBinaryFractions() {
    var nodes = FakeNodes.idle(1); // 1.1 x 10 is 11.000000000000002 in binary fractions.
    nodes.pool().add(Endpoint.virtual("other"), 9);
    Strategy strategy = Keyed.bounded(1.1);
    nodes.get(0).attemptStarted();
    nodes.with(0, 8);

    List<String> chosen = Keyed.nodes(strategy, nodes, 200); // 1.1 x 10 / 10 x 9 = 9.9, and 1.1.

    assertThat(chosen).contains("n0", "other");
  }

  @Test
  void loadOfNodesThatAreNoCandidatesDoesNotCount() {
    var nodes = FakeNodes.inFlight(1_000, 1, 1);

    Strategy strategy = Keyed.bounded(1.01);
    Node own = strategy.choose(nodes.candidates(nodes.get(0)), Picks.request(1), 0).node();
    own.attemptStarted(); // Of 3 and one more, 1.01 x 4 / 2 is rounded up to 3.
    own.attemptStarted();

    assertThat(strategy.choose(nodes.candidates(nodes.get(0)), Picks.request(1), 0).node())
        .isNotSameAs(own);
  }
}
