package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.time.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StickyTest {
  private final FakeNodes nodes = FakeNodes.idle(3);
  private final Strategy strategy = new Sticky(HashKey.CLIENT, new WeightedRoundRobin(1));

  @Test
  void firstChoicesAreThoseOfTheOtherStrategyAndTheyStay() {
    assertThat(pick(1, 2, 3, 4)).containsExactly("n0", "n1", "n2", "n0");
    assertThat(pick(4, 3, 2, 1)).containsExactly("n0", "n2", "n1", "n0");
  }

  @Test
  void clientMovesWhenItsNodeGoesDownAndStaysThere() {
    assertThat(pick(1)).containsExactly("n0");

    nodes.named("n0").setOut(Exclusion.DOWN, true);
    assertThat(pick(1)).containsExactly("n1");
    nodes.named("n0").setOut(Exclusion.DOWN, false);

    assertThat(pick(1, 1)).containsExactly("n1", "n1");
  }

  @Test
  void clientMovesWhenItsNodeLeavesEvenIfAnotherTakesItsPlace() {
    assertThat(pick(1)).containsExactly("n0");
    nodes.pool().remove(nodes.named("n0"));
    nodes.pool().add(Endpoint.virtual("n0"), 1);

    assertThat(pick(1)).containsExactly("n1");
  }

  @Test
  void clientThatTriedItsNodeInVainMoves() {
    Node own = Picks.next(strategy, nodes, 1);

    Node other = strategy.choose(nodes.candidates(own), Picks.request(1), 0).node();

    assertThat(other).isNotSameAs(own);
    assertThat(pick(1)).containsExactly(other.id());
  }

  @Test
  void requestWithoutAKeyIsChosenForEachTime() {
    var spec = new StickySpec(new HashKey.Header("X-User"), new WeightedRoundRobinSpec(1));
    Strategy byUser = spec.create(new Seeds(1).stream("pick"));

    assertThat(Picks.row(byUser, nodes, 6)).isEqualTo("0 1 2 0 1 2");
  }

  @Test
  void leastRecentClientIsForgotten() {
    pick(0);
    assertThat(pick(1)).containsExactly("n1");
    for (int client = 2; client < Sticky.MOST_KEYS; client++) {
      Picks.next(strategy, nodes, client);
    }
    pick(0); // So that client 1 is the one that asked least recently.
    int last = Sticky.MOST_KEYS; // One too many, and a multiple of 3 plus 1: its node is n1.
    assertThat(pick(last)).containsExactly("n1");

    assertThat(pick(0)).containsExactly("n0");
    assertThat(pick(1)).containsExactly("n2"); // The turn of n2 has come.
  }

  @Test
  void outcomesReachTheOtherStrategy() {
    Strategy reference = new WeightedRoundRobin(1);
    for (Strategy each : List.of(strategy, reference)) {
      each.attemptEnded(nodes.named("n0"), Failure.REFUSED, 1, 0);
    }

    assertThat(Picks.of(strategy, nodes, 9)).isEqualTo(Picks.of(reference, nodes, 9));
    assertThat(pick(0)).doesNotContain("n0"); // It has lost its turn.
  }

  @Test
  void calledOffAttemptsReachTheOtherStrategy() {
    var other = new PeakEwma(PeakEwmaSpec.DEFAULT_TIMES, new Seeds(1).stream("pick"));
    var sticky = new Sticky(HashKey.CLIENT, other);
    var two = FakeNodes.idle(2);
    sticky.attemptCalledOff(two.named("n0"), 2_000_000, 0);
    sticky.attemptCalledOff(two.named("n1"), 1_000_000, 0);

    assertThat(sticky.choose(two.candidates(), Picks.request(1), 0).node().id()).isEqualTo("n1");
  }

  @Test
  void explanationTellsWhyTheOtherStrategyChose() {
    assertThat(rule()).endsWith(", because none is remembered");
    assertThat(rule()).isEqualTo("the remembered one");
    nodes.named("n0").setOut(Exclusion.DOWN, true);
    assertThat(rule()).endsWith(", because n0 cannot be chosen");
  }

  @Test
  void weightsCountIfTheyDoInTheOtherStrategy() {
    assertThat(StrategyType.STICKY.defaults().usesWeights()).isFalse();
    assertThat(new StickySpec(HashKey.CLIENT, new WeightedRoundRobinSpec(1)).usesWeights())
        .isTrue();
  }

  @Test
  void stickyCannotBeginWithSticky() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StickySpec(HashKey.CLIENT, StrategyType.STICKY.defaults()))
        .withMessage("first: sticky must be another strategy than sticky");
  }

  private String rule() {
    Candidates candidates = nodes.candidates();
    Request request = Picks.request(1);
    return requireNonNull(strategy.explain(candidates, request, 0).weighing()).rule();
  }

  private List<String> pick(int... clients) {
    return Arrays.stream(clients)
        .mapToObj(client -> Picks.next(strategy, nodes, client).id())
        .toList();
  }
}
