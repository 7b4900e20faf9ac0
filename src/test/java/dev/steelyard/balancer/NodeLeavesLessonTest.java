package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A lesson: why caches behind a balancer want consistent hashing. Ten nodes keep something for
/// each client, say a session or a cache; one of them goes down, which the health checks find out.
/// Each client that changes its node then finds nothing kept there.
class NodeLeavesLessonTest {
  private static final int NODES = 10;
  private static final int CLIENTS = 2_000;
  private static final long MILLI = 1_000_000;
  private static final String DEAD = "n3";
  private static final BalancerSettings CHECKED =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults())
          .withHealthCheck(
              Optional.of(
                  new HealthCheckSettings(
                      "/health", Duration.ofMillis(100), Duration.ofMillis(80), 2, 2)));

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final Pool pool = new Pool();
  private final Map<Long, String> nodeOfRequest = new HashMap<>();
  private long requests;

  @Test
  void withModuloNineOfTenClientsChangeTheirNode() {
    // The standard error of 2,000 clients is 0.7 %.
    assertThat(shareThatMoves(StrategyType.MODULO_HASH)).isCloseTo(0.9, within(0.03));
  }

  @ParameterizedTest
  @EnumSource(names = {"RING_HASH", "BOUNDED_RING_HASH", "MAGLEV", "RENDEZVOUS", "STICKY"})
  void withTheOthersOnlyTheClientsOfTheDeadNodeDo(StrategyType type) {
    assertThat(shareThatMoves(type)).isCloseTo(0.1, within(0.03));
    assertThat(nodeOfRequest.values()).doesNotContain(DEAD);
  }

  private double shareThatMoves(StrategyType type) {
    Balancer balancer = balancer(type);
    List<String> before = ask(balancer);
    transport.answer(DEAD, Failure.REFUSED, 0);
    timeline.runUntil(timeline.nanos() + 500 * MILLI);
    assertThat(pool.find(DEAD).orElseThrow().state()).isEqualTo(NodeState.DOWN);

    nodeOfRequest.clear();
    List<String> after = ask(balancer);
    long moved =
        IntStream.range(0, CLIENTS).filter(i -> !after.get(i).equals(before.get(i))).count();
    return (double) moved / CLIENTS;
  }

  /// Lets every client ask once and tells which node answered it.
  private List<String> ask(Balancer balancer) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      requests++;
      String client = "client-" + i;
      balancer.dispatch(
          Request.traffic(requests, "GET", "/", client, Map.of(), 0), timeline.nanos());
      timeline.runUntil(timeline.nanos() + MILLI / 10);
      nodes.add(nodeOfRequest.getOrDefault(requests, "none"));
    }
    return nodes;
  }

  private Balancer balancer(StrategyType type) {
    for (int i = 0; i < NODES; i++) {
      pool.add(Endpoint.virtual("n" + i), 1);
      transport.answer("n" + i, Answer.OK, 0);
    }
    var balancer =
        new Balancer(
            timeline,
            transport,
            pool,
            new Seeds(1),
            event -> {
              if (event instanceof Event.AttemptStarted started) {
                nodeOfRequest.put(started.request(), started.node());
              }
            },
            CHECKED.withStrategy(type.defaults()));
    balancer.start();
    return balancer;
  }
}
