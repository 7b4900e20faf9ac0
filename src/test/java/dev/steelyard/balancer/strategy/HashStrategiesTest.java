package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.strategy.KeyedSpec.MaglevSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.ModuloHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RendezvousSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RingHashSpec;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of all strategies that hash a key.
class HashStrategiesTest {
  private static final HashKey USER = new HashKey.Header("X-User");

  /// A strategy by its name in test reports.
  record Named(String name, Strategy strategy) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> consistent() {
    return Stream.of(
        new Named("ring", Keyed.ring()),
        new Named("bounded ring", Keyed.bounded(1.25)),
        new Named("maglev", Keyed.maglev()),
        new Named("rendezvous", Keyed.rendezvous()));
  }

  static Stream<Named> all() {
    return Stream.concat(consistent(), Stream.of(new Named("modulo", Keyed.modulo())));
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameKeyGoesToTheSameNode(Named named) {
    var nodes = FakeNodes.idle(7);

    assertThat(Keyed.nodes(named.strategy(), nodes, 500))
        .isEqualTo(Keyed.nodes(named.strategy(), nodes, 500));
  }

  @ParameterizedTest
  @MethodSource("consistent")
  void nodeThatGoesDownMovesItsOwnKeysOnlyAndHasThemAgainWhenItReturns(Named named) {
    var nodes = FakeNodes.idle(10);
    List<String> before = Keyed.nodes(named.strategy(), nodes, Keyed.CLIENTS);

    nodes.named("n4").setOut(Exclusion.DOWN, true);
    List<String> while4IsDown = Keyed.nodes(named.strategy(), nodes, Keyed.CLIENTS);
    nodes.named("n4").setOut(Exclusion.DOWN, false);

    Set<String> heirs = new HashSet<>();
    for (int i = 0; i < Keyed.CLIENTS; i++) {
      if (before.get(i).equals("n4")) {
        heirs.add(while4IsDown.get(i));
      } else {
        assertThat(while4IsDown.get(i)).as("client %d", i).isEqualTo(before.get(i));
      }
    }
    assertThat(heirs).hasSize(9); // All others inherit, and not one neighbour alone.
    assertThat(Keyed.nodes(named.strategy(), nodes, Keyed.CLIENTS)).isEqualTo(before);
  }

  /// Ten nodes, one leaves: 1/10 of the keys must move, modulo moves 9/10.
  @Test
  void moduloMovesAlmostEverythingWhenANodeLeaves() {
    var nodes = FakeNodes.idle(10);
    Strategy strategy = Keyed.modulo();
    List<String> before = Keyed.nodes(strategy, nodes, Keyed.CLIENTS);

    nodes.pool().remove(nodes.named("n4"));
    List<String> after = Keyed.nodes(strategy, nodes, Keyed.CLIENTS);

    // The standard error is 0.3 %.
    assertThat(Keyed.moved(before, after) / (double) Keyed.CLIENTS).isCloseTo(0.9, within(0.012));
  }

  @ParameterizedTest
  @MethodSource("all")
  void retriesVisitEveryNodeOnce(Named named) {
    var nodes = FakeNodes.weights(3, 1, 1, 2, 1);
    for (int client = 0; client < 50; client++) {
      List<Node> tried = new ArrayList<>();
      for (int attempt = 0; attempt < 5; attempt++) {
        Candidates candidates = nodes.candidates(tried.toArray(new Node[0]));
        tried.add(named.strategy().choose(candidates, Picks.request(client), 0).node());
      }
      assertThat(tried).doesNotHaveDuplicates();
    }
  }

  /// Whom a client's retry goes to is where the client goes when its node is down.
  @ParameterizedTest
  @MethodSource("consistent")
  void retryGoesToTheHeir(Named named) {
    var nodes = FakeNodes.idle(6);
    List<String> retried =
        Keyed.nodes(named.strategy(), nodes.candidates(nodes.named("n2")), 1_000, 0);

    nodes.named("n2").setOut(Exclusion.DOWN, true);

    assertThat(Keyed.nodes(named.strategy(), nodes, 1_000)).isEqualTo(retried);
  }

  /// Rings share least evenly: with 160 points the standard deviation is about 8 %.
  @ParameterizedTest
  @MethodSource("consistent")
  void keysAreSharedByWeight(Named named) {
    var nodes = FakeNodes.weights(1, 3, 6);

    Shares shares = Shares.of(Keyed.nodes(named.strategy(), nodes, Keyed.CLIENTS));

    assertThat(shares.of("n0") / 1_000.0).isCloseTo(1, within(0.25));
    assertThat(shares.of("n1") / 3_000.0).isCloseTo(1, within(0.25));
    assertThat(shares.of("n2") / 6_000.0).isCloseTo(1, within(0.25));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nodeInItsSlowStartTakesAGrowingPartOfItsOwnKeys(Named named) {
    var nodes = FakeNodes.idle(5);
    List<String> whole = Keyed.nodes(named.strategy(), nodes, Keyed.CLIENTS);
    nodes.named("n1").startSlowly(elapsedNanos -> elapsedNanos / 100.0, 0);

    List<String> tenth = Keyed.nodes(named.strategy(), nodes.candidates(), Keyed.CLIENTS, 10);
    List<String> half = Keyed.nodes(named.strategy(), nodes.candidates(), Keyed.CLIENTS, 50);

    double all = Shares.of(whole).of("n1");
    // Rendezvous gives a node of half its weight 0.5 / 4.5 of the keys, which is 0.56 of 1 / 5.
    assertThat(Shares.of(tenth).of("n1") / all).isBetween(0.08, 0.15);
    assertThat(Shares.of(half).of("n1") / all).isBetween(0.45, 0.6);
    for (int i = 0; i < Keyed.CLIENTS; i++) {
      if (tenth.get(i).equals("n1")) {
        assertThat(half.get(i)).isEqualTo("n1"); // A key that came back stays.
      }
      if (!whole.get(i).equals("n1")) {
        assertThat(half.get(i)).isEqualTo(whole.get(i)); // The keys of others never move.
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void someNodeTakesTheRequestEvenIfAllStartSlowly(Named named) {
    var nodes = FakeNodes.idle(4);
    List<String> whole = Keyed.nodes(named.strategy(), nodes, 100);

    nodes.pool().members().forEach(node -> node.startSlowly(elapsedNanos -> 1e-9, 0));

    assertThat(Keyed.nodes(named.strategy(), nodes, 100)).isEqualTo(whole);
  }

  @Test
  void requestWithoutItsHeaderGoesAnywhere() {
    List<KeyedSpec> specs =
        List.of(
            new RingHashSpec(USER, 160),
            new MaglevSpec(USER),
            new RendezvousSpec(USER),
            new ModuloHashSpec(USER));
    for (KeyedSpec spec : specs) {
      Strategy strategy = spec.create(new Seeds(1).stream("pick"));
      List<String> picks = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        picks.add(Picks.next(strategy, FakeNodes.idle(4), 1).id());
      }
      assertThat(Shares.of(picks).different()).as(spec.words()).isEqualTo(4);
    }
  }

  @Test
  void explanationTellsWhoIsNearest() {
    var nodes = FakeNodes.idle(4);
    for (Strategy strategy : List.of(Keyed.ring(), Keyed.maglev(), Keyed.modulo())) {
      for (int client = 0; client < 100; client++) {
        var choice = strategy.explain(nodes.candidates(), Picks.request(client), 0);
        Weighing weighing = requireNonNull(choice.weighing());
        double least =
            weighing.scores().stream().mapToDouble(Weighing.Score::value).min().orElseThrow();
        assertThat(weighing.scores())
            .contains(new Weighing.Score(choice.node().id(), least))
            .allMatch(score -> score.looked() && score.value() >= 0);
        assertThat(weighing.rule()).doesNotContain("passed over");
      }
    }
  }

  @Test
  void explanationTellsWhoWasPassedOver() {
    var nodes = FakeNodes.idle(2);
    nodes.named("n0").startSlowly(elapsedNanos -> 1e-9, 0);
    List<String> rules = new ArrayList<>();
    for (int client = 0; client < 20; client++) {
      var choice = Keyed.ring().explain(nodes.candidates(), Picks.request(client), 0);
      assertThat(choice.node().id()).isEqualTo("n1");
      rules.add(requireNonNull(choice.weighing()).rule());
    }

    assertThat(rules).contains("the first clockwise", "the first clockwise; passed over: n0");
  }
}
