package dev.steelyard.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// How connections are counted where there are none.
class ConnectionsTest {
  private static final long MILLI = 1_000_000;
  private static final Endpoint A = Endpoint.virtual("a");

  private final SimWorld world =
      new SimWorld(
          new Scenario(
              "x",
              "X",
              "",
              1,
              Duration.ofSeconds(1),
              Duration.ZERO,
              List.of(new NodeSpec("a", 1, 1, 10, OptionalInt.empty())),
              new Fixed(Duration.ZERO),
              TrafficSettings.of(Arrivals.POISSON, new Steady(1)),
              1,
              BalancerSettings.of(StrategyType.RANDOM.defaults()),
              List.of(),
              List.of()));
  private final List<Outcome> outcomes = new ArrayList<>();
  private long sent;

  @Test
  void anIdleConnectionIsUsedAgainAndElseOneIsOpened() {
    send();
    send();
    assertThat(open()).isEqualTo(2);

    run(10);
    assertThat(outcomes).hasSize(2);
    assertThat(open()).isEqualTo(2);
    send();
    assertThat(open()).isEqualTo(2);
    send();
    send();
    assertThat(open()).isEqualTo(3);
  }

  @Test
  void whatIsCalledOffClosesItsConnectionOnce() {
    Cancellable attempt = send();
    attempt.cancel();
    attempt.cancel();
    assertThat(open()).isZero();

    Cancellable ended = send();
    run(10);
    ended.cancel();
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void whenTheProcessStopsAllConnectionsEnd() {
    send();
    run(10);
    send();
    send();
    world.setCondition("a", NodeCondition.GOOD.stopped());
    run(10);
    assertThat(open()).isZero();

    send();
    run(10);
    assertThat(open()).isZero(); // It was refused.

    world.setCondition("a", NodeCondition.GOOD);
    send();
    run(10);
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void whoForgetsANodeClosesWhatIsIdle() {
    send();
    send();
    run(10);
    world.transport().forget(A);
    assertThat(open()).isZero();

    send();
    run(10);
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void healthChecksAreNotCounted() {
    world.transport().send(A, Request.probe("/health"), outcomes::add);
    run(10);

    assertThat(outcomes).hasSize(1);
    assertThat(open()).isZero();
  }

  private Cancellable send() {
    Request request = Request.traffic(++sent, "GET", "/", "c", Map.of(), 5 * MILLI);
    return world.transport().send(A, request, outcomes::add);
  }

  private int open() {
    return world.load("a").connections();
  }

  private void run(long millis) {
    world.timeline().runUntil(world.timeline().nanos() + millis * MILLI);
  }
}
