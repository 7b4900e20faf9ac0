package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of every strategy in the catalogue, also of those that come later.
class EveryStrategyTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @EnumSource
  void singleCandidateIsChosen(StrategyType type) {
    assertThat(Shares.of(fresh(type), FakeNodes.weights(3), 20).of("n0")).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void everyIdleNodeOfEqualWeightIsPicked(StrategyType type) {
    assertThat(Shares.of(fresh(type), FakeNodes.idle(5), 1_000).different()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedPicksTheSame(StrategyType type) {
    var nodes = FakeNodes.weights(3, 1, 2, 1);

    assertThat(Picks.of(fresh(type), nodes, 200)).isEqualTo(Picks.of(fresh(type), nodes, 200));
  }

  @ParameterizedTest
  @EnumSource
  void choiceIsAlwaysTheSameObjectForANode(StrategyType type) {
    var nodes = FakeNodes.idle(3);
    Strategy strategy = fresh(type);

    for (int i = 0; i < 100; i++) {
      Choice choice = strategy.choose(nodes.candidates(), Picks.request(i), i);
      assertThat(choice).isSameAs(choice.node().chosen());
    }
  }

  @ParameterizedTest
  @EnumSource
  void thousandNodesAreNoProblem(StrategyType type) {
    var nodes = FakeNodes.idle(1_000);
    nodes.pool().members().forEach(node -> node.setWeight(Node.MAX_WEIGHT));

    assertThat(Shares.of(fresh(type), nodes, 3_000).different()).isGreaterThan(500);
  }

  /// The clients that ask after its return are new ones: those who moved meanwhile may stay away.
  @ParameterizedTest
  @EnumSource
  void nodeThatReturnsGetsTrafficAgain(StrategyType type) {
    var nodes = FakeNodes.idle(3);
    Strategy strategy = fresh(type);
    Picks.of(strategy, nodes, 100);

    nodes.named("n1").setOut(Exclusion.DOWN, true);
    assertThat(Shares.of(strategy, nodes, 100).of("n1")).isZero();
    nodes.named("n1").setOut(Exclusion.DOWN, false);

    List<String> picked = new ArrayList<>();
    for (int i = 100; i < 200; i++) {
      picked.add(Picks.next(strategy, nodes, i).id());
    }
    assertThat(picked).contains("n1");
  }

  /// Within 200 s: a strategy that goes by response times tries a slow node again only when what it
  /// knows of it has faded.
  @ParameterizedTest
  @EnumSource
  void nodeThatFailedGetsTrafficAgainOnceItAnswers(StrategyType type) {
    var nodes = FakeNodes.idle(3);
    Strategy strategy = fresh(type);
    for (int i = 0; i < 50; i++) {
      strategy.attemptEnded(nodes.named("n1"), Failure.REFUSED, 1_000, i);
    }

    List<String> picked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long nowNanos = 1_000_000_000L * i;
      Node node = strategy.choose(nodes.candidates(), Picks.request(i), nowNanos).node();
      picked.add(node.id());
      strategy.attemptEnded(node, Answer.OK, 1_000, nowNanos);
    }

    assertThat(picked).contains("n1");
  }

  @ParameterizedTest
  @EnumSource
  void answerIsACandidateWhateverHappensToTheNodes(StrategyType type) {
    for (long seed = 1; seed <= 20; seed++) {
      RandomGenerator random = new Seeds(seed).stream("changes");
      Strategy strategy = type.defaults().create(new Seeds(seed).stream("pick"));
      var nodes = FakeNodes.weights(1, 2, 3);
      List<Node> busy = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        change(nodes, i, random);
        Candidates candidates = nodes.pool().candidates(tried(nodes, random));
        if (candidates != null) {
          Node chosen = strategy.choose(candidates, Picks.request(i), i).node();
          assertThat(FakeNodes.ids(candidates))
              .as("seed %d, pick %d", seed, i)
              .contains(chosen.id());
          chosen.attemptStarted();
          busy.add(chosen);
        }
        if (busy.size() > random.nextInt(20)) {
          Node ended = busy.remove(random.nextInt(busy.size())); // It may have left long ago.
          ended.attemptEnded();
          var outcome = random.nextBoolean() ? Answer.OK : Failure.RESET;
          if (random.nextInt(4) > 0) {
            strategy.attemptEnded(ended, outcome, random.nextInt(1_000_000), i);
          } else {
            strategy.attemptCalledOff(ended, random.nextInt(1_000_000), i);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void explainingChangesNoPick(StrategyType type) {
    var nodes = FakeNodes.weights(3, 1, 2, 1).with(2, 0, 1, 0);
    Strategy silent = fresh(type);
    Strategy explained = fresh(type);

    for (int i = 0; i < 500; i++) {
      Candidates candidates = i % 7 == 0 ? nodes.candidates(nodes.get(i % 4)) : nodes.candidates();
      Node expected = silent.choose(candidates, Picks.request(i), i).node();
      Choice choice = explained.explain(candidates, Picks.request(i), i);

      assertThat(choice.node()).as("pick %d", i).isSameAs(expected);
      assertThat(requireNonNull(choice.weighing()).scores())
          .extracting(Weighing.Score::node)
          .containsExactlyElementsOf(FakeNodes.ids(candidates));
    }
  }

  private static void change(FakeNodes nodes, int number, RandomGenerator random) {
    var pool = nodes.pool();
    switch (random.nextInt(8)) {
      case 0 -> pool.add(Endpoint.virtual("x" + number), 1 + random.nextInt(9));
      case 1 -> {
        if (nodes.size() > 1) {
          pool.remove(any(nodes, random));
        }
      }
      case 2 -> any(nodes, random).setOut(Exclusion.DOWN, random.nextBoolean());
      case 3 -> any(nodes, random).setOut(Exclusion.EJECTED, random.nextBoolean());
      case 4 -> any(nodes, random).setWeight(1 + random.nextInt(9));
      default -> {}
    }
  }

  private static List<Node> tried(FakeNodes nodes, RandomGenerator random) {
    return random.nextInt(4) > 0 ? List.of() : List.of(any(nodes, random), any(nodes, random));
  }

  private static Node any(FakeNodes nodes, RandomGenerator random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private static Strategy fresh(StrategyType type) {
    return type.defaults().create(new Seeds(SEED).stream("pick"));
  }
}
