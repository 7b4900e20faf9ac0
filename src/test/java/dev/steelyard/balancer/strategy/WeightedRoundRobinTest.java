package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightedRoundRobinTest {
  private static final int NEVER = 0;

  /// The vector in nginx's commit that brought the smooth algorithm: `{5, 1, 1}` gives `a a b a c a
  /// a`.
  @Test
  void spreadsTheTurnsOfTheHeavyNodeAsNginxDoes() {
    var strategy = new WeightedRoundRobin(1);

    assertThat(Picks.row(strategy, FakeNodes.weights(5, 1, 1), 14))
        .isEqualTo("0 0 1 0 2 0 0 0 0 1 0 2 0 0");
  }

  /// By hand, weights a 4, b 3, c 2, together 9. What each holds after it earned; who is taken;
  /// what is left:
  ///
  /// ```
  ///  4  3  2   a   -5  3  2
  /// -1  6  4   b   -1 -3  4
  ///  3  0  6   c    3  0 -3
  ///  7  3 -1   a   -2  3 -1
  ///  2  6  1   b    2 -3  1
  ///  6  0  3   a   -3  0  3
  ///  1  3  5   c    1  3 -4
  ///  5  6 -2   b    5 -3 -2
  ///  9  0  0   a    0  0  0
  /// ```
  @Test
  void followsTheRuleStepByStep() {
    var strategy = new WeightedRoundRobin(1);

    assertThat(Picks.row(strategy, FakeNodes.weights(4, 3, 2), 18))
        .isEqualTo("0 1 2 0 1 0 2 1 0 0 1 2 0 1 0 2 1 0");
  }

  @Test
  void equalWeightsTakePlainTurns() {
    var strategy = new WeightedRoundRobin(1);

    assertThat(Picks.row(strategy, FakeNodes.weights(7, 7, 7), 9)).isEqualTo("0 1 2 0 1 2 0 1 2");
  }

  /// By hand, weights a 5, b 1, c 1; a failed and lost its whole weight (5 / 1). What each holds
  /// after it earned, of which a earns 0, 1, 2, ...; who is taken; what is left:
  ///
  /// ```
  /// 0  1  1   b    0 -1  1
  /// 1  0  2   c    1  0 -1
  /// 3  1  0   a   -1  1  0
  /// 2  2  1   a   -3  2  1
  /// 1  3  2   b    1 -3  2
  /// 6 -2  3   a   -1 -2  3
  /// 4 -1  4   a   -3 -1  4
  /// 2  0  5   c    2  0 -2
  /// 7  1 -1   a    0  1 -1
  /// 5  2  0   a   -2  2  0
  /// 3  3  1   a   -4  3  1
  /// 1  4  2   b    1 -3  2
  /// ```
  @Test
  void failedNodeLosesItsWeightAndWinsItBackTurnByTurn() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(1);

    end(strategy, nodes.get(0), Failure.TIMEOUT);

    assertThat(Picks.row(strategy, nodes, 12)).isEqualTo("1 2 0 0 1 0 0 2 0 0 0 1");
  }

  /// By hand, as above, but a lost only 5 / 2 = 2 of its 5 and earns 3, 4, 5, 5, ...:
  ///
  /// ```
  /// 3  1  1   a   -2  1  1
  /// 2  2  2   a   -4  2  2
  /// 1  3  3   b    1 -4  3
  /// 6 -3  4   a   -1 -3  4
  /// 4 -2  5   c    4 -2 -2
  /// 9 -1 -1   a    2 -1 -1
  /// 7  0  0   a    0  0  0
  /// ```
  @Test
  void failureTakesTheWeightDividedByTheAllowedFailures() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(2);

    end(strategy, nodes.get(0), Answer.UNAVAILABLE);

    assertThat(Picks.row(strategy, nodes, 7)).isEqualTo("0 0 1 0 2 0 0");
  }

  @Test
  void weightNeverFallsBelowNothingHoweverOftenANodeFails() {
    var once = FakeNodes.weights(5, 1, 1);
    var afterOne = new WeightedRoundRobin(1);
    end(afterOne, once.get(0), Failure.RESET);
    var often = FakeNodes.weights(5, 1, 1);
    var afterMany = new WeightedRoundRobin(1);
    for (int i = 0; i < 100; i++) {
      end(afterMany, often.get(0), Failure.RESET);
    }

    assertThat(Picks.row(afterMany, often, 30)).isEqualTo(Picks.row(afterOne, once, 30));
  }

  /// By hand, weights 3 and 3, both earn 0, 1, 2, 3, 3, ...:
  ///
  /// ```
  /// 0  0   a    0  0
  /// 1  1   a   -1  1
  /// 1  3   b    1 -1
  /// 4  2   a   -2  2
  /// 1  5   b    1 -1
  /// ```
  @Test
  void nodesThatAllLostTheirWeightStillAnswer() {
    var nodes = FakeNodes.weights(3, 3);
    var strategy = new WeightedRoundRobin(1);
    end(strategy, nodes.get(0), Failure.REFUSED);
    end(strategy, nodes.get(1), Failure.REFUSED);

    assertThat(Picks.row(strategy, nodes, 7)).isEqualTo("0 0 1 0 1 0 1");
  }

  @Test
  void failuresCountForNothingWhenNoneAreCounted() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(NEVER);

    end(strategy, nodes.get(0), Failure.REFUSED);

    assertThat(Picks.row(strategy, nodes, 7)).isEqualTo("0 0 1 0 2 0 0");
  }

  @Test
  void successesTakeNoWeight() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(1);

    end(strategy, nodes.get(0), Answer.OK);
    end(strategy, nodes.get(0), Answer.of(404));

    assertThat(Picks.row(strategy, nodes, 7)).isEqualTo("0 0 1 0 2 0 0");
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void everyFailureTakesWeight(Failure failure) {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(1);

    end(strategy, nodes.get(0), failure);

    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("1 2 0");
  }

  @Test
  void nodeThatIsOutEarnsNothingMeanwhile() {
    var nodes = FakeNodes.weights(5, 1, 1);
    var strategy = new WeightedRoundRobin(1);

    nodes.get(0).setOut(Exclusion.EJECTED, true);
    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("1 2 1 2");
    nodes.get(0).setOut(Exclusion.EJECTED, false);

    assertThat(Picks.row(strategy, nodes, 7)).isEqualTo("0 0 1 0 2 0 0");
  }

  @Test
  void newMemberOwesAndOwnsNothing() {
    var nodes = FakeNodes.weights(2, 2);
    var strategy = new WeightedRoundRobin(1);
    Picks.of(strategy, nodes, 3);
    end(strategy, nodes.get(1), Failure.REFUSED);

    nodes.pool().remove(nodes.get(1));
    nodes.pool().add(Endpoint.virtual("n1"), 2);
    nodes.pool().remove(nodes.get(0));
    nodes.pool().add(Endpoint.virtual("n0"), 2);

    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("1 0 1 0");
  }

  @Test
  void weightThatIsRaisedWhileRunningCountsAtOnce() {
    var nodes = FakeNodes.weights(1, 1);
    var strategy = new WeightedRoundRobin(1);
    Picks.of(strategy, nodes, 2);

    nodes.get(0).setWeight(10);

    Shares shares = Shares.of(strategy, nodes, 11);
    assertThat(shares.of("n0")).isEqualTo(10);
    assertThat(shares.of("n1")).isEqualTo(1);
  }

  @Test
  void weightThatIsLoweredWhileRunningCountsAtOnce() {
    var nodes = FakeNodes.weights(10, 1);
    var strategy = new WeightedRoundRobin(1);
    Picks.of(strategy, nodes, 11);

    nodes.get(0).setWeight(2);

    assertThat(Picks.row(strategy, nodes, 6)).isEqualTo("0 1 0 0 1 0");
  }

  private static void end(Strategy strategy, Node node, Outcome outcome) {
    strategy.attemptEnded(node, outcome, 1_000, 1_000);
  }
}
