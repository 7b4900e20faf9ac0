package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A node in its slow start gets of the traffic what then counts of its weight.
class SlowStartTest {
  private static final long SECOND = 1_000_000_000;

  /// Four nodes, n0 with a quarter of its weight: 1/4 of 3 1/4 turns.
  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "RANDOM", "WEIGHTED_ROUND_ROBIN", "WEIGHTED_RANDOM"})
  void shareFollowsTheFactor(StrategyType type) {
    var nodes = FakeNodes.idle(4);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);

    Shares shares = Shares.of(fresh(type), nodes, 26_000);

    // 3 degrees of freedom: above 16.27 once in 1000 times.
    assertThat(shares.chiSquare(0.25, 1, 1, 1)).as("%s", shares).isLessThan(16.27);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "RANDOM", "WEIGHTED_ROUND_ROBIN", "WEIGHTED_RANDOM"})
  void twoSlowStartersShareByTheirFactors(StrategyType type) {
    var nodes = FakeNodes.idle(4);
    nodes.get(1).startSlowly(elapsed -> 0.5, 0);
    nodes.get(2).startSlowly(elapsed -> 0.1, 0);

    Shares shares = Shares.of(fresh(type), nodes, 26_000);

    assertThat(shares.chiSquare(1, 0.5, 0.1, 1)).as("%s", shares).isLessThan(16.27);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEIGHTED_ROUND_ROBIN", "WEIGHTED_RANDOM"})
  void factorScalesTheWeight(StrategyType type) {
    var nodes = FakeNodes.weights(8, 2, 4, 2);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);

    Shares shares = Shares.of(fresh(type), nodes, 20_000);

    assertThat(shares.chiSquare(2, 2, 4, 2)).as("%s", shares).isLessThan(16.27);
  }

  @ParameterizedTest
  @CsvSource({"ROUND_ROBIN", "RANDOM", "WEIGHTED_ROUND_ROBIN", "WEIGHTED_RANDOM"})
  void shareGrowsWithTheFactor(StrategyType type) {
    var nodes = FakeNodes.idle(2);
    nodes.get(0).startSlowly(elapsed -> Math.max(0.1, elapsed / (10.0 * SECOND)), 0);
    Strategy strategy = fresh(type);

    for (int second = 0; second <= 10; second++) {
      double factor = Math.max(0.1, second / 10.0);
      int picked = 0;
      for (int i = 0; i < 10_000; i++) {
        Node node = strategy.choose(nodes.candidates(), Picks.request(i), second * SECOND).node();
        picked += node == nodes.get(0) ? 1 : 0;
      }
      assertThat(picked / 10_000.0).isCloseTo(factor / (1 + factor), within(0.02));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "RANDOM", "WEIGHTED_ROUND_ROBIN", "WEIGHTED_RANDOM"})
  void nobodyIsSparedWhenAllStartAtOnce(StrategyType type) {
    var nodes = FakeNodes.idle(3);
    nodes.pool().members().forEach(node -> node.startSlowly(elapsed -> 1e-9, 0));

    Shares shares = Shares.of(fresh(type), nodes, 9_000);

    // 2 degrees of freedom: above 13.82 once in 1000 times.
    assertThat(shares.chiSquare(1, 1, 1)).as("%s", shares).isLessThan(13.82);
  }

  /// 40 requests that stay: n0's load counts four times, so it ends with a quarter of the others'.
  @ParameterizedTest
  @EnumSource(names = {"LEAST_CONNECTIONS", "LEAST_RESPONSE_TIME"})
  void requestsThatStayAreSpreadByTheFactor(StrategyType type) {
    var nodes = FakeNodes.idle(4);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);
    Strategy strategy = fresh(type);
    nodes.pool().members().forEach(node -> strategy.attemptEnded(node, Answer.OK, SECOND, 0));

    for (int i = 0; i < 130; i++) {
      strategy.choose(nodes.candidates(), Picks.request(i), 0).node().attemptStarted();
    }

    assertThat(nodes.pool().members()).extracting(Node::inFlight).containsExactly(10, 40, 40, 40);
  }

  /// Loads 1 / 0.25 against 3, and 1 / 0.25 against 5.
  @ParameterizedTest
  @EnumSource(names = {"POWER_OF_TWO", "PEAK_EWMA"})
  void loadCountsForMore(StrategyType type) {
    var nodes = FakeNodes.inFlight(0, 2);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);
    Strategy strategy = fresh(type);
    nodes.pool().members().forEach(node -> strategy.attemptEnded(node, Answer.OK, SECOND, 0));

    assertThat(Picks.next(strategy, nodes, 0).id()).isEqualTo("n1");
    nodes.with(0, 2);
    assertThat(Picks.next(strategy, nodes, 0).id()).isEqualTo("n0");
  }

  @ParameterizedTest
  @EnumSource
  void explainingChangesNoPickOfASlowStart(StrategyType type) {
    var nodes = FakeNodes.weights(3, 1, 2, 1).with(2, 0, 1, 0);
    nodes.get(2).startSlowly(elapsed -> Math.max(0.1, Math.min(1, elapsed / 500.0)), 0);
    Strategy silent = fresh(type);
    Strategy explained = fresh(type);

    for (int i = 0; i < 500; i++) {
      Node expected = silent.choose(nodes.candidates(), Picks.request(i), i).node();
      assertThat(explained.explain(nodes.candidates(), Picks.request(i), i).node())
          .as("pick %d", i)
          .isSameAs(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "WEIGHTED_RANDOM"})
  void probabilitiesAreExplained(StrategyType type) {
    var nodes = FakeNodes.idle(2);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);

    Choice choice = fresh(type).explain(nodes.candidates(), Picks.request(0), 0);

    assertThat(requireNonNull(choice.weighing()).scores())
        .extracting(Weighing.Score::value)
        .containsExactly(0.2, 0.8);
  }

  @Test
  void picksAreThoseOfAFreshStrategyOnceTheSlowStartIsOver() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(1);
    nodes.get(0).startSlowly(elapsed -> 0.2, 0);
    assertThat(Picks.row(strategy, nodes, 6)).isEqualTo("0 1 2 0 1 2");

    nodes.get(0).endSlowStart();

    assertThat(Picks.row(strategy, nodes, 14)).isEqualTo("0 0 1 0 2 0 0 0 0 1 0 2 0 0");
  }

  @Test
  void roundRobinExplainsWhyATurnPassed() {
    var nodes = FakeNodes.idle(3);
    nodes.get(0).startSlowly(elapsed -> 0.5, 0);

    Choice choice =
        fresh(StrategyType.ROUND_ROBIN).explain(nodes.candidates(), Picks.request(0), 0);

    assertThat(requireNonNull(choice.weighing()).rule())
        .isEqualTo("the next in order that did not let its turn pass in its slow start");
  }

  @ParameterizedTest
  @EnumSource
  void newcomerThatStartsSlowlyIsPickedByAndBy(StrategyType type) {
    var nodes = FakeNodes.idle(3);
    Strategy strategy = fresh(type);
    Picks.of(strategy, nodes, 100);
    Node late = nodes.pool().add(Endpoint.virtual("late"), 1);
    late.startSlowly(elapsed -> Math.min(1, 0.1 + elapsed / (10.0 * SECOND)), 0);

    List<Node> picked = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      picked.add(strategy.choose(nodes.candidates(), Picks.request(i), i * SECOND / 100).node());
    }

    assertThat(picked).contains(late);
  }

  private static Strategy fresh(StrategyType type) {
    return type.defaults().create(new Seeds(3).stream("pick"));
  }
}
