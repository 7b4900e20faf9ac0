package dev.steelyard.live;

import static dev.steelyard.live.Worlds.await;
import static dev.steelyard.live.Worlds.get;
import static dev.steelyard.live.Worlds.onLoop;
import static dev.steelyard.live.Worlds.outcome;
import static dev.steelyard.live.Worlds.send;
import static dev.steelyard.live.Worlds.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What clients see of a port that closes and opens.
@Timeout(120)
final class LivePortTest {
  private static final long MILLI = 1_000_000;
  private static final Request GET = Request.get(1, "/");
  private static final Request PROBE = Request.probe("/health");

  private LiveWorld world;
  private int port;
  private int healthPort;

  @BeforeEach
  void open() throws Exception {
    world = Worlds.ofNodes(2);
    Endpoint first = world.endpoints().getFirst();
    port = first.port();
    healthPort = first.healthPort();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void refuseClosesThePortAndCutsItsConnectionsAndOpensTheSameNumberAgain() throws Exception {
    try (var idle = new RawClient(port);
        var busy = new RawClient(port)) {
      idle.get("/").answer();
      busy.get("/", "Steelyard-Work: " + 3_600_000 * MILLI);
      await(() -> load().working() == 1);

      set(world, "n0", Scope.BOTH, new Effect.Refuse());

      assertThat(RawClient.isRefused(port)).isTrue();
      assertThat(RawClient.isRefused(healthPort)).isTrue();
      assertThat(idle.read()).isEqualTo(-1);
      assertThatThrownBy(busy::read)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
      assertThat(load()).extracting(NodeLoad::working).isEqualTo(0);
    }
    for (int i = 0; i < 20; i++) {
      set(world, "n0", Scope.BOTH);
      try (var client = new RawClient(port)) {
        assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 OK\r\n");
      }
      try (var client = new RawClient(healthPort)) {
        assertThat(client.get("/health").answer()).startsWith("HTTP/1.1 200 OK\r\n");
      }
      set(world, "n0", Scope.BOTH, new Effect.Refuse());
      assertThat(RawClient.isRefused(port)).isTrue();
    }
  }

  @Test
  void eachPortClosesAlone() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Refuse());
    assertThat(RawClient.isRefused(port)).isTrue();
    assertThat(outcome(world, 0, GET)).isEqualTo(Failure.REFUSED);
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);

    set(world, "n0", Scope.HEALTH_CHECK, new Effect.Refuse());
    assertThat(RawClient.isRefused(healthPort)).isTrue();
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Failure.REFUSED);
  }

  @Test
  void aPortWhoseNumberWasTakenComesBackWhenItIsFree() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Refuse());
    try (var thief = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      set(world, "n0", Scope.TRAFFIC);
      assertThat(thief.isBound()).isTrue();
    }

    await(() -> answersOk(port));
  }

  @Test
  void closingThePortResetsAttemptsInFlightAndRefusesTheNext() throws Exception {
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK); // There is a connection in the pool.
    var longWork = Request.traffic(1, "GET", "/", "c", Map.of(), 3_600_000 * MILLI);
    var inFlight = send(world, 0, longWork);
    await(() -> load().working() == 1);

    set(world, "n0", Scope.BOTH, new Effect.Refuse());

    assertThat(get(inFlight)).isEqualTo(Failure.RESET);
    // A pooled connection may still be used once, until the client has seen its end.
    await(() -> soonOutcome(GET).equals(Failure.REFUSED));
    assertThat(outcome(world, 0, GET)).isEqualTo(Failure.REFUSED);
    assertThat(outcome(world, 1, GET)).isEqualTo(Answer.OK);
    set(world, "n0", Scope.BOTH);
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
  }

  private NodeLoad load() {
    try {
      return onLoop(world, () -> world.load("n0"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private Outcome soonOutcome(Request request) {
    try {
      return outcome(world, 0, request);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static boolean answersOk(int port) {
    try (var client = new RawClient(port)) {
      return client.get("/").answer().startsWith("HTTP/1.1 200 OK\r\n");
    } catch (IOException notYet) {
      return false;
    }
  }
}
