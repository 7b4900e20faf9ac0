package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundRobinTest {
  /// Draws the first of whatever there is.
  private static final RandomGenerator FIRST = () -> 0;

  private final RoundRobin strategy = new RoundRobin(FIRST);

  @Test
  void takesTheNodesInTheirOrder() {
    assertThat(Picks.row(strategy, FakeNodes.idle(3), 8)).isEqualTo("0 1 2 0 1 2 0 1");
  }

  @Test
  void looksNeitherAtWeightNorAtLoad() {
    assertThat(Picks.row(strategy, FakeNodes.weights(9, 1, 5).with(9, 0, 3), 6))
        .isEqualTo("0 1 2 0 1 2");
  }

  @Test
  void beginsAnywhereAndEverywhereEquallyOften() {
    var nodes = FakeNodes.idle(4);

    List<String> starts =
        LongStream.range(0, 4_000)
            .mapToObj(seed -> new RoundRobin(new Seeds(seed).stream("pick")))
            .map(fresh -> Picks.next(fresh, nodes, 0).id())
            .toList();

    // 3 degrees of freedom: above 16.27 once in 1000 times.
    assertThat(Shares.of(starts).chiSquare(1, 1, 1, 1)).isLessThan(16.27);
  }

  @Test
  void goesOnBehindTheNodeThatWentDownAfterItsTurn() {
    var nodes = FakeNodes.idle(4);
    assertThat(Picks.row(strategy, nodes, 2)).isEqualTo("0 1");

    nodes.named("n1").setOut(Exclusion.DOWN, true);

    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("2 3 0 2");
  }

  @Test
  void passesOverTheNodeThatWentDownBeforeItsTurn() {
    var nodes = FakeNodes.idle(4);
    assertThat(Picks.row(strategy, nodes, 2)).isEqualTo("0 1");

    nodes.named("n2").setOut(Exclusion.DOWN, true);

    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("3 0 1 3");
  }

  @Test
  void positionSurvivesNodesBeforeItThatGoDownAndComeBack() {
    var nodes = FakeNodes.idle(5);
    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("0 1 2");

    nodes.named("n0").setOut(Exclusion.EJECTED, true);
    nodes.named("n1").setOut(Exclusion.EJECTED, true);
    assertThat(Picks.row(strategy, nodes, 1)).isEqualTo("3");
    nodes.named("n0").setOut(Exclusion.EJECTED, false);
    nodes.named("n1").setOut(Exclusion.EJECTED, false);

    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("4 0 1");
  }

  @Test
  void positionSurvivesMembersThatLeaveAndJoin() {
    var nodes = FakeNodes.idle(4);
    assertThat(Picks.row(strategy, nodes, 2)).isEqualTo("0 1");

    nodes.pool().remove(nodes.named("n0"));
    nodes.pool().remove(nodes.named("n1"));
    nodes.pool().add(Endpoint.virtual("n4"), 1);

    assertThat(Picks.row(strategy, nodes, 5)).isEqualTo("2 3 4 2 3");
  }

  @Test
  void beginsAgainInFrontWhenTheLastOnesLeft() {
    var nodes = FakeNodes.idle(4);
    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("0 1 2");

    nodes.pool().remove(nodes.named("n3"));
    nodes.pool().remove(nodes.named("n2"));

    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("0 1 0");
  }

  @Test
  void newMemberGetsItsTurnAtTheEnd() {
    var nodes = FakeNodes.idle(2);
    assertThat(Picks.row(strategy, nodes, 2)).isEqualTo("0 1");

    nodes.pool().add(Endpoint.virtual("n2"), 1);

    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("2 0 1 2");
  }

  @Test
  void retryTakesTheNextTurn() {
    var nodes = FakeNodes.idle(4);
    List<String> picked = new ArrayList<>();

    picked.add(pick(nodes.candidates()));
    picked.add(pick(nodes.candidates(nodes.named("n0")))); // It failed; its retry goes on.
    picked.add(pick(nodes.candidates(nodes.named("n0"), nodes.named("n1"))));
    picked.add(pick(nodes.candidates()));
    picked.add(pick(nodes.candidates()));

    assertThat(picked).containsExactly("n0", "n1", "n2", "n3", "n0");
  }

  @Test
  void retryPassesOverANodeThatItTriedAndTheRestGoesOnBehind() {
    var nodes = FakeNodes.idle(4);
    assertThat(Picks.row(strategy, nodes, 4)).isEqualTo("0 1 2 3");

    String retry = pick(nodes.candidates(nodes.named("n0")));

    assertThat(retry).isEqualTo("n1");
    assertThat(Picks.row(strategy, nodes, 3)).isEqualTo("2 3 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void sharesNeverDifferByMoreThanOneTurn(long seed) {
    var fresh = new RoundRobin(new Seeds(seed).stream("pick"));

    Shares shares = Shares.of(fresh, FakeNodes.idle(7), 1_000);

    for (int i = 0; i < 7; i++) {
      assertThat(shares.of("n" + i)).as("seed %d, n%d", seed, i).isBetween(142, 143);
    }
  }

  private String pick(Candidates candidates) {
    return strategy.choose(candidates, Picks.request(0), 0).node().id();
  }
}
