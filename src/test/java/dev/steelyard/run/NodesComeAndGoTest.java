package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Point.NodePoint;
import dev.steelyard.metrics.Presence;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.MembershipChange;
import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.Services;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nodes that come and go in a scenario, or by a command.
class NodesComeAndGoTest {
  private static final HealthCheckSettings CHECKS =
      new HealthCheckSettings("/health", Duration.ofMillis(100), Duration.ofSeconds(20), 2, 2);

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void aNodeThatLeavesAndComesBackCostsNoRequest(String world) throws Exception {
    List<Books> books = new CopyOnWriteArrayList<>();
    Scenario scenario = with(leave("b", 800, 500), join("b", 1_800));

    Result result = runner(world).run(scenario, now -> books.add(now.books()), () -> false);
    Summary summary = result.summary();

    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.requests().succeeded()).isEqualTo(summary.requests().generated());
    assertThat(summary.failures()).containsEntry("refused", 0L);
    assertThat(summary.attempts().retries()).isZero(); // Nobody was sent to a closed port.
    assertThat(books).isNotEmpty().allMatch(Books::balance);
    assertThat(summary.transitions())
        .extracting(Transition::node, Transition::from, Transition::to)
        .containsExactly(
            tuple("b", "up", "draining"),
            tuple("b", "draining", "left"),
            tuple("b", "absent", "joined"),
            tuple("b", "up", "warming-up"),
            tuple("b", "warming-up", "up"));
    assertThat(presences(result, "b"))
        .containsSubsequence(
            new Presence(1, true),
            new Presence(0, true),
            new Presence(0, false),
            new Presence(1, true));
    NodeSummary b = summary.nodes().get(1);
    assertThat(b.memberSeconds()).isBetween(1.5, 2.2); // 0.8 s, and 1.2 s after 1.8 s.
    assertThat(b.expectedShare()).isBetween(0.15, 0.3);
    assertThat(b.connections()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void aNodeThatJoinsLateIsNotThereBefore(String world) throws Exception {
    Result result = runner(world).run(with(join("c", 1_000)), progress -> {}, () -> false);

    History history = result.lastFrame().history();
    assertThat(history.get(4).nodes().get(2))
        .extracting(NodePoint::presence, NodePoint::attemptsPerSecond)
        .containsExactly(new Presence(0, false), 0.0);
    assertThat(result.summary().requests().failed()).isZero();
    assertThat(result.summary().nodes().get(2).succeeded()).isPositive();
    assertThat(result.lastFrame().nodes().get(2).presence()).isEqualTo(new Presence(1, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "live"})
  void idleConnectionsToANodeThatLeftAreClosedUnlessTheyAreForgotten(String world)
      throws Exception {
    Scenario left = with(leave("b", 800, 60_000));

    Summary closed = runner(world).run(left, progress -> {}, () -> false).summary();
    Summary kept =
        runner(world)
            .run(
                left.withBalancer(left.balancer().withCloseIdle(false)),
                progress -> {},
                () -> false)
            .summary();

    assertThat(closed.nodes().get(0).connections()).isPositive();
    assertThat(closed.nodes().get(1).connections()).isZero();
    assertThat(kept.nodes().get(1).connections()).isPositive();
  }

  @Test
  void aNodeThatChangesItsMindBeforeItStoppedGoesOn() throws Exception {
    Scenario scenario = with(leave("b", 500, 1_000), join("b", 1_000));

    Result result = new VirtualRunner().run(scenario, progress -> {}, () -> false);

    assertThat(presences(result, "b")).allMatch(Presence::running);
    assertThat(result.summary().requests().failed()).isZero();
    assertThat(result.lastFrame().nodes().get(1).presence()).isEqualTo(new Presence(1, true));
  }

  @Test
  void withoutGraceTheProcessTakesWhatItHasInFlightAlong() throws Exception {
    Scenario slow = Scenarios.plain(3, 300, new Fixed(Duration.ofMillis(50)));
    Scenario scenario =
        Scenarios.lasting(
            slow.withServices(Services.PLAIN.withMembership(List.of(leave("b", 800, 0)))),
            Duration.ZERO,
            Duration.ofSeconds(2));

    Summary summary = new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();

    assertThat(summary.failures().get("reset")).isPositive();
    assertThat(summary.failures()).containsEntry("refused", 0L);
  }

  @Test
  void severalBalancersLetANodeGoTogetherAndTheLastOneClosesItsConnections() throws Exception {
    Scenario scenario = with(leave("b", 800, 60_000)).withBalancers(3);

    Result result = new VirtualRunner().run(scenario, progress -> {}, () -> false);

    assertThat(result.summary().transitions())
        .filteredOn(move -> move.to().equals("left"))
        .hasSize(3);
    assertThat(result.summary().nodes().get(1).connections()).isZero();
  }

  @Test
  void nodesComeAndGoAndChangeTheirWeightByCommand() {
    var now = new long[1];
    try (var experiment = new SteppedExperiment(with(), () -> now[0])) {
      experiment.advance(Duration.ofSeconds(1));
      experiment.leave("a");
      experiment.setWeight("b", 5);
      experiment.add(new NodeSpec("new", 2, 1, 1, OptionalInt.empty()));
      experiment.advance(Duration.ofSeconds(2));

      assertThat(experiment.frame().nodes())
          .extracting(NodeFrame::id, NodeFrame::presence, NodeFrame::weight)
          .containsExactly(
              tuple("a", new Presence(0, true), 1),
              tuple("b", new Presence(1, true), 5),
              tuple("c", new Presence(1, true), 1),
              tuple("new", new Presence(1, true), 2));
      assertThat(experiment.frame().nodes().getLast().lastSecond().attempts()).isPositive();
      assertThat(experiment.scenario().nodes())
          .extracting(NodeSpec::id, NodeSpec::weight)
          .containsExactly(tuple("a", 1), tuple("b", 5), tuple("c", 1), tuple("new", 2));

      experiment.advance(Duration.ofSeconds(4));
      assertThat(experiment.frame().nodes().getFirst().presence().running()).isFalse();
      experiment.join("a");
      experiment.advance(Duration.ofSeconds(1));
      assertThat(experiment.frame().nodes().getFirst().presence()).isEqualTo(new Presence(1, true));
      assertThat(experiment.frame().books().balance()).isTrue();
    }
  }

  @Test
  void nodesComeAndGoByCommandOnRealSocketsToo() throws Exception {
    try (var experiment = LiveExperiment.open(with(), Observers.NONE)) {
      experiment.leave("a");
      experiment.add(new NodeSpec("new", 2, 1, 1, OptionalInt.empty()));
      Eventually.holds(() -> experiment.frame().nodes().size() == 4);
      Eventually.holds(() -> experiment.frame().nodes().getLast().lastSecond().succeeded() > 0);
      Eventually.holds(() -> !experiment.frame().nodes().getFirst().presence().member());

      assertThat(experiment.failure()).isEmpty();
      assertThat(experiment.frame().books().failed()).isZero();
    }
  }

  private static List<Presence> presences(Result result, String node) {
    int index = result.lastFrame().nodes().stream().map(NodeFrame::id).toList().indexOf(node);
    History history = result.lastFrame().history();
    return IntStream.range(0, history.size())
        .mapToObj(i -> history.get(i).nodes().get(index).presence())
        .toList();
  }

  private static Runner runner(String world) {
    return world.equals("live") ? new LiveRunner() : new VirtualRunner();
  }

  private static MembershipChange leave(String node, long atMillis, long graceMillis) {
    return new MembershipChange(
        node, Duration.ofMillis(atMillis), Change.LEAVE, Duration.ofMillis(graceMillis));
  }

  private static MembershipChange join(String node, long atMillis) {
    return new MembershipChange(node, Duration.ofMillis(atMillis), Change.JOIN, Duration.ZERO);
  }

  /// Three nodes for three seconds, with checks and three attempts.
  private static Scenario with(MembershipChange... changes) {
    Scenario plain = Scenarios.plain(3, 300, new Fixed(Duration.ofMillis(1)));
    return Scenarios.lasting(
        plain
            .withBalancer(
                plain
                    .balancer()
                    .withTimeout(Duration.ofSeconds(20))
                    .withRetry(Optional.of(new RetrySettings(3, false)))
                    .withHealthCheck(Optional.of(CHECKS)))
            .withServices(Services.PLAIN.withMembership(List.of(changes))),
        Duration.ZERO,
        Duration.ofSeconds(3));
  }
}
