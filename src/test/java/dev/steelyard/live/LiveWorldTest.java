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
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real sockets; each fault as a client sees it.
@Timeout(120)
final class LiveWorldTest {
  private static final long MILLI = 1_000_000;
  private static final Request GET = Request.get(1, "/");
  private static final Request PROBE = Request.probe("/health");

  private LiveWorld world;
  private int port;

  @BeforeEach
  void open() throws Exception {
    use(Worlds.ofNodes(2));
  }

  private void use(LiveWorld opened) {
    world = opened;
    Endpoint first = world.endpoints().getFirst();
    port = first.port();
  }

  private void useInstead(LiveWorld opened) {
    world.close();
    use(opened);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aHealthyNodeAnswersAndSaysWhoItIs() throws Exception {
    try (var client = new RawClient(port)) {
      String answer = client.get("/any/path?with=query").answer();

      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\r\nSteelyard-Node: n0\r\n")
          .endsWith("\r\n\r\nThis is node n0.\n")
          .doesNotContain("Date:", "Server:");
    }
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    assertThat(outcome(world, 1, PROBE)).isEqualTo(Answer.OK);
  }

  @Test
  void bodiesAreReadSoThatTheConnectionIsUsedAgain() throws Exception {
    try (var client = new RawClient(port)) {
      for (int i = 0; i < 3; i++) {
        client.send("POST / HTTP/1.1", "Host: test", "Content-Length: 5", "", "01234");
        assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n");
        client.send("POST / HTTP/1.1", "Host: test", "Transfer-Encoding: chunked", "", "3", "abc");
        client.send("", "0", "", "");
        assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n");
      }
    }
  }

  @Test
  void headIsAnsweredWithoutABody() throws Exception {
    try (var client = new RawClient(port)) {
      client.send("HEAD / HTTP/1.1", "Host: test", "", "");
      assertThat(client.head())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Length: 17\r\n");
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void theWorkHeaderSaysHowLongItTakes() throws Exception {
    try (var client = new RawClient(port)) {
      long start = System.nanoTime();
      client.get("/", "Steelyard-Work: " + 30 * MILLI).answer();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30 * MILLI);
      for (String malformed : List.of("soon", "-1", "1.5", "99999999999999999999")) {
        assertThat(client.get("/", "Steelyard-Work: " + malformed).answer())
            .startsWith("HTTP/1.1 400 Bad Request\r\n")
            .contains("Steelyard-Work");
      }
    }
    NodeLoad load = onLoop(world, () -> world.load("n0"));
    assertThat(load.busyNanos()).isGreaterThanOrEqualTo(30 * MILLI);
    assertThat(load.working()).isZero();
  }

  @Test
  void workIsSentFromTheRequest() throws Exception {
    long start = System.nanoTime();

    assertThat(outcome(world, 0, Request.traffic(1, "GET", "/", "c", Map.of(), 30 * MILLI)))
        .isEqualTo(Answer.OK);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30 * MILLI);
  }

  @Test
  void aFullQueueIsAnswered503AndLoadShowsWhoWorksAndWaits() throws Exception {
    useInstead(
        LiveWorld.open(
            Worlds.scenario(List.of(Worlds.node("n0", 1, OptionalInt.of(1))), Duration.ZERO)));
    var longWork = Request.traffic(1, "GET", "/", "c", Map.of(), 3_600_000 * MILLI);
    var working = send(world, 0, longWork);
    await(() -> load().working() == 1);
    var waiting = send(world, 0, longWork);
    await(() -> load().queued() == 1);

    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.UNAVAILABLE);
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
    assertThat(working).isNotDone();
    assertThat(waiting).isNotDone();
  }

  @Test
  void aHungNodeTakesRequestsAndResetsThemWhenItRecovers() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Hang());
    try (var client = new RawClient(port);
        var impatient = new RawClient(port)) {
      client.get("/");
      impatient.get("/");
      var attempt = send(world, 0, GET);
      for (int i = 0; i < 3; i++) {
        assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
      }
      assertThat(attempt).isNotDone();
      impatient.hangUp();

      set(world, "n0", Scope.BOTH);

      assertThat(get(attempt)).isEqualTo(Failure.RESET);
      assertThatThrownBy(client::read)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
      assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a%2Fb", "/a/../b", "/a;x=1", "/a//b", "/a%25b", "/a|b", "/a?b=|", "/a\\b"})
  void everyPathReachesTheNode(String path) throws Exception {
    set(world, "n0", Scope.BOTH, new Effect.Errors(1, 418));

    assertThat(outcome(world, 0, Request.get(1, path))).isEqualTo(new Answer(418));
    assertThat(outcome(world, 0, Request.probe(path))).isEqualTo(new Answer(418));
  }

  @Test
  void slowMultipliesTheTime() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Slow(10));
    long start = System.nanoTime();

    outcome(world, 0, Request.traffic(1, "GET", "/", "c", Map.of(), 5 * MILLI));

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50 * MILLI);
  }

  @Test
  void aShareOfTheRequestsIsAnsweredWithAnError() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Errors(0.5, 500));

    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      outcomes.add(outcome(world, 0, GET));
    }

    var counts = outcomes.stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    assertThat(counts).containsOnlyKeys(Answer.OK, new Answer(500));
    // The seed is fixed; the bounds are 5 standard deviations wide in case it is changed.
    assertThat(counts.get(Answer.OK)).isBetween(65L, 135L);

    set(world, "n0", Scope.BOTH, new Effect.Errors(1, 503));
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.UNAVAILABLE);
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void aResetIsARealOneAndNotAnEndOfStream() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Reset());

    for (int i = 0; i < 20; i++) {
      try (var client = new RawClient(port)) {
        client.get("/");
        assertThatThrownBy(client::read)
            .isInstanceOf(SocketException.class)
            .hasMessage("Connection reset");
      }
      assertThat(outcome(world, 0, GET)).isEqualTo(Failure.RESET);
    }
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
  }

  @Test
  void theNetworkHoldsAnswersWithoutHoldingWorkers() throws Exception {
    useInstead(
        LiveWorld.open(
            Worlds.scenario(
                List.of(Worlds.node("n0", 1, OptionalInt.empty())), Duration.ofMillis(40))));
    long start = System.nanoTime();
    List<CompletableFuture<Outcome>> attempts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      attempts.add(send(world, 0, GET));
    }
    await(() -> load().working() == 0 && load().queued() == 0);

    for (var attempt : attempts) {
      assertThat(get(attempt)).isEqualTo(Answer.OK);
    }
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(40 * MILLI);
  }

  @Test
  void whenTimeStandsStillNodesDoNotFinish() throws Exception {
    world.freeze();
    var attempt = send(world, 0, Request.traffic(1, "GET", "/", "c", Map.of(), MILLI));
    await(() -> load().working() == 1);
    long now = world.timeline().nanos();
    long realTime = System.nanoTime();
    while (System.nanoTime() - realTime < 20 * MILLI) {
      assertThat(load().working()).isEqualTo(1);
    }
    assertThat(world.timeline().nanos()).isEqualTo(now);
    assertThat(attempt).isNotDone();

    world.thaw();

    assertThat(get(attempt)).isEqualTo(Answer.OK);
  }

  @Test
  void twoWorldsLiveSideBySide() throws Exception {
    try (LiveWorld other = Worlds.ofNodes(2)) {
      set(world, "n0", Scope.BOTH, new Effect.Refuse());

      assertThat(outcome(other, 0, GET)).isEqualTo(Answer.OK);
      assertThat(outcome(world, 0, GET)).isEqualTo(Failure.REFUSED);
    }
    assertThat(outcome(world, 1, GET)).isEqualTo(Answer.OK);
  }

  @Test
  void aHundredNodesAnswer() throws Exception {
    useInstead(Worlds.ofNodes(100));
    List<CompletableFuture<Outcome>> attempts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      attempts.add(send(world, i, GET));
      attempts.add(send(world, i, PROBE));
    }
    for (var attempt : attempts) {
      assertThat(get(attempt)).isEqualTo(Answer.OK);
    }
    assertThat(world.endpoints()).extracting(Endpoint::id).endsWith("n98", "n99");
  }

  @Test
  void closingLeavesNoThreadAndNoPort() throws Exception {
    Set<Thread> before = platformThreads();
    LiveWorld other = Worlds.ofNodes(3);
    List<Endpoint> endpoints = other.endpoints();
    outcome(other, 0, GET);
    var _ = send(other, 1, Request.traffic(1, "GET", "/", "c", Map.of(), 3_600_000 * MILLI));
    set(other, "n2", Scope.TRAFFIC, new Effect.Refuse());
    Set<Thread> opened = platformThreads();
    opened.removeAll(before);
    assertThat(opened).allMatch(Thread::isDaemon);

    other.close();
    other.close();

    for (Endpoint endpoint : endpoints) {
      assertThat(RawClient.isRefused(endpoint.port())).isTrue();
      assertThat(RawClient.isRefused(endpoint.healthPort())).isTrue();
    }
    await(() -> opened.stream().filter(LiveWorldTest::isOurs).noneMatch(Thread::isAlive));
  }

  @Test
  void aTaskThatThrowsIsReportedEvenToAListenerThatComesLate() throws Exception {
    var boom = new IllegalStateException("boom");
    world
        .timeline()
        .execute(() -> {
          throw boom;
        });
    var heard = new CompletableFuture<Throwable>();
    world.onFailure(heard::complete);

    assertThat(get(heard)).isSameAs(boom);
  }

  @Test
  void itsNameIsLive() {
    assertThat(world.name()).isEqualTo("live");
  }

  private static boolean isOurs(Thread thread) {
    String name = thread.getName();
    return name.startsWith("http") || name.equals("balancer") || name.equals("nodes");
  }

  private static Set<Thread> platformThreads() {
    return new java.util.HashSet<>(Thread.getAllStackTraces().keySet());
  }

  private NodeLoad load() {
    try {
      return onLoop(world, () -> world.load("n0"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
