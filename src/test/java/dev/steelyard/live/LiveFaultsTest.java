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
import dev.steelyard.balancer.request.Request;
import dev.steelyard.fault.ActiveFault;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Selection;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.traffic.Distribution;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults of arrival, work and answer, as a client sees them on a real socket. The body is `This is
/// node n0.` and a line feed: 17 bytes, half of it 8.
@Timeout(120)
final class LiveFaultsTest {
  private static final long MILLI = 1_000_000;
  private static final int AGAIN = 20;
  private static final Request GET = Request.get(1, "/");
  private static final Request HEAD = Request.traffic(1, "HEAD", "/", "c", Map.of(), 0);
  private static final Request PROBE = Request.probe("/health");
  private static final Effect TRUNCATE = new Effect.Truncate();
  private static final Effect RESET_AMID = new Effect.ResetAmid();
  private static final Effect MALFORMED = new Effect.Malformed();

  private LiveWorld world;
  private int port;

  @BeforeEach
  void open() throws Exception {
    world = Worlds.ofNodes(1);
    port = world.endpoints().getFirst().port();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aDelayedAnswerComesLateAndKeepsNoWorker() throws Exception {
    set(world, "n0", Scope.TRAFFIC, delay(50));
    long start = System.nanoTime();
    var first = send(world, 0, GET);
    var second = send(world, 0, GET);
    await(() -> load().working() == 0 && load().queued() == 0);

    assertThat(get(first)).isEqualTo(Answer.OK);
    assertThat(get(second)).isEqualTo(Answer.OK);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50 * MILLI);
  }

  @Test
  void pastItsRateTheNodeAnswers429AndSaysWhenToComeBack() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.RateLimit(0.001, 2));

    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    assertThat(outcome(world, 0, GET))
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(429);
              assertThat(answer.succeeded()).isTrue();
              assertThat(answer.retryAfterNanos() / (1_000 * MILLI)).isBetween(800L, 1_000L);
            });
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
    try (var client = new RawClient(port)) {
      assertThat(client.get("/").head())
          .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
          .containsPattern("\r\nRetry-After: [0-9]+\r\n");
    }
  }

  @Test
  void aTruncatedAnswerPromisesMoreThanItBringsAndEndsInGoodOrder() throws Exception {
    set(world, "n0", Scope.TRAFFIC, TRUNCATE);

    for (int i = 0; i < AGAIN; i++) {
      try (var client = new RawClient(port)) {
        assertThat(client.get("/").head()).contains("Content-Length: 17\r\n");
        assertThat(rest(client)).isEqualTo("This is ");
      }
      assertThat(outcome(world, 0, GET)).isEqualTo(Failure.TRUNCATED);
    }
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
  }

  @Test
  void aResetAmidTheAnswerIsARealOne() throws Exception {
    set(world, "n0", Scope.TRAFFIC, RESET_AMID);

    for (int i = 0; i < AGAIN; i++) {
      try (var client = new RawClient(port)) {
        assertThat(client.get("/").head()).contains("Content-Length: 17\r\n");
        assertThatThrownBy(() -> rest(client))
            .isInstanceOf(SocketException.class)
            .hasMessage("Connection reset");
      }
      assertThat(outcome(world, 0, GET)).isEqualTo(Failure.TRUNCATED);
    }
  }

  @Test
  void aMalformedAnswerIsNoHttpAndEndsTheConnection() throws Exception {
    set(world, "n0", Scope.BOTH, MALFORMED);

    for (int i = 0; i < AGAIN; i++) {
      try (var client = new RawClient(port)) {
        assertThat(rest(client.get("/"))).isNotEmpty().doesNotContain("HTTP");
      }
      assertThat(outcome(world, 0, GET)).isEqualTo(Failure.MALFORMED);
      assertThat(outcome(world, 0, HEAD)).isEqualTo(Failure.MALFORMED);
    }
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Failure.MALFORMED);
  }

  @Test
  void answersWithoutABodyLoseNothing() throws Exception {
    set(world, "n0", Scope.BOTH, TRUNCATE, RESET_AMID, new Effect.Drip(0.1));

    for (int i = 0; i < AGAIN; i++) {
      assertThat(outcome(world, 0, HEAD)).isEqualTo(Answer.OK);
    }
  }

  @Test
  void aBodyDripsAfterItsHead() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Drip(100));

    try (var client = new RawClient(port)) {
      long start = System.nanoTime();
      client.get("/").head();
      StringBuilder body = new StringBuilder();
      List<Long> times = new ArrayList<>();
      while (body.length() < 17) {
        body.append((char) client.read());
        times.add(System.nanoTime() - start);
      }

      assertThat(body).hasToString("This is node n0.\n");
      assertThat(times.getFirst()).isGreaterThanOrEqualTo(20 * MILLI);
      assertThat(times.getLast()).isGreaterThanOrEqualTo(170 * MILLI);
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 OK\r\n"); // Kept alive.
    }
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
  }

  @Test
  void aDripIsCutOffWhenThePortCloses() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Drip(0.1));
    try (var client = new RawClient(port)) {
      assertThat(client.get("/").head()).startsWith("HTTP/1.1 200 OK\r\n");

      set(world, "n0", Scope.BOTH, new Effect.Refuse());

      assertThatThrownBy(client::read)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
    }
  }

  @Test
  void aDripThatIsCutShortEndsHalfway() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Drip(200), TRUNCATE);

    try (var client = new RawClient(port)) {
      client.get("/").head();
      assertThat(rest(client)).isEqualTo("This is ");
    }
    assertThat(outcome(world, 0, GET)).isEqualTo(Failure.TRUNCATED);
  }

  @Test
  void nothingIsAnsweredDuringAPause() throws Exception {
    var pause = new Effect.Pause(Duration.ofSeconds(2), Duration.ofSeconds(1));
    var working = send(world, 0, work(50));
    await(() -> load().working() == 1);
    set(world, "n0", Scope.BOTH, pause, new Effect.Errors(1, 500));
    var arriving = send(world, 0, GET);
    var probe = send(world, 0, PROBE);
    await(() -> load().queued() == 1);
    long realTime = System.nanoTime();
    while (System.nanoTime() - realTime < 80 * MILLI) {
      assertThat(load().working()).isEqualTo(1);
    }
    assertThat(working).isNotDone();
    assertThat(arriving).isNotDone();
    assertThat(probe).isNotDone();

    set(world, "n0", Scope.BOTH, new Effect.Errors(1, 500));

    assertThat(get(arriving)).isEqualTo(Answer.of(500));
    assertThat(get(probe)).isEqualTo(Answer.of(500));
    assertThat(get(working)).isEqualTo(Answer.OK);
  }

  @Test
  void aPauseOfTheTrafficLetsHealthChecksPass() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Pause(Duration.ofSeconds(2), Duration.ofSeconds(1)));

    var attempt = send(world, 0, GET);
    assertThat(outcome(world, 0, PROBE)).isEqualTo(Answer.OK);
    assertThat(attempt).isNotDone();
    set(world, "n0", Scope.TRAFFIC);
    assertThat(get(attempt)).isEqualTo(Answer.OK);
  }

  @Test
  void aLeakMakesEachRequestSlower() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Leak(1));

    for (int i = 0; i < 4; i++) {
      assertThat(outcome(world, 0, work(5))).isEqualTo(Answer.OK);
    }

    assertThat(load().busyNanos()).isGreaterThanOrEqualTo((5 + 10 + 15 + 20) * MILLI);
  }

  @Test
  void overloadMakesWorkSlowerWhileOthersWait() throws Exception {
    var overload = new Effect.Overload(1);
    var pause = new Effect.Pause(Duration.ofSeconds(2), Duration.ofSeconds(1));
    set(world, "n0", Scope.TRAFFIC, overload, pause);
    var attempts =
        List.of(send(world, 0, work(5)), send(world, 0, work(5)), send(world, 0, work(5)));
    await(() -> load().queued() == 3);
    set(world, "n0", Scope.TRAFFIC, overload); // The first finds nobody, the second the third.

    for (var attempt : attempts) {
      assertThat(get(attempt)).isEqualTo(Answer.OK);
    }
    assertThat(load().busyNanos()).isGreaterThanOrEqualTo((5 + 10 + 5) * MILLI);
  }

  @Test
  void aFaultMeetsTheRequestsThatItIsFor() throws Exception {
    set(world, "n0", active(TRUNCATE, new Selection(1, OptionalInt.of(2), 2)));
    List<Object> outcomes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      outcomes.add(outcome(world, 0, GET));
    }

    assertThat(outcomes)
        .containsExactly(
            Answer.OK, Failure.TRUNCATED, Answer.OK, Failure.TRUNCATED, Answer.OK, Answer.OK);
  }

  @Test
  void oneOfThemHangsAndTheOthersAreServed() throws Exception {
    set(world, "n0", active(new Effect.Hang(), new Selection(1, OptionalInt.of(1), 1)));
    var one = send(world, 0, GET);
    var other = send(world, 0, GET);
    await(() -> one.isDone() || other.isDone());
    for (int i = 0; i < AGAIN; i++) {
      assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
    }
    assertThat(one.isDone()).isNotEqualTo(other.isDone());

    set(world, "n0", Scope.BOTH);

    assertThat(List.of(get(one), get(other))).containsExactlyInAnyOrder(Answer.OK, Failure.RESET);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void allAtOnceLeaveTheNodeIdle(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      set(
          world,
          "n0",
          new ActiveFault(new Fault(delay(5), Scope.BOTH)),
          active(new Effect.Errors(0.5, 500), new Selection(0.5, OptionalInt.empty(), 1)),
          active(new Effect.Reset(), new Selection(1, OptionalInt.empty(), 5)),
          active(MALFORMED, new Selection(1, OptionalInt.empty(), 4)),
          active(RESET_AMID, new Selection(1, OptionalInt.empty(), 3)),
          active(TRUNCATE, new Selection(0.3, OptionalInt.empty(), 1)),
          active(new Effect.Drip(1_000), new Selection(0.5, OptionalInt.empty(), 1)));
      var attempts = new ArrayList<java.util.concurrent.CompletableFuture<?>>();
      for (int i = 0; i < 60; i++) {
        attempts.add(send(world, 0, i % 7 == 0 ? HEAD : work(1)));
      }
      for (var attempt : attempts) {
        assertThat(get(attempt)).isNotNull();
      }
    }
    set(world, "n0", Scope.BOTH);

    assertThat(load().working()).isZero();
    assertThat(load().queued()).isZero();
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
  }

  /// A drip over a network that delays each piece by chance still brings a body in order.
  @Test
  void aDripOverASlowNetworkKeepsItsOrder() throws Exception {
    world.close();
    world =
        LiveWorld.open(
            Worlds.scenario(
                List.of(Worlds.node("n0", 1, OptionalInt.empty())), Duration.ofMillis(5)));
    Endpoint endpoint = world.endpoints().getFirst();
    set(world, "n0", Scope.BOTH, new Effect.Drip(200));

    try (var client = new RawClient(endpoint.port())) {
      assertThat(client.get("/").answer()).endsWith("\r\n\r\nThis is node n0.\n");
    }
  }

  private static String rest(RawClient client) throws java.io.IOException {
    var rest = new java.io.ByteArrayOutputStream();
    for (int next = client.read(); next >= 0; next = client.read()) {
      rest.write(next);
    }
    return rest.toString(StandardCharsets.US_ASCII);
  }

  private static Request work(long millis) {
    return Request.traffic(1, "GET", "/", "c", Map.of(), millis * MILLI);
  }

  private static Effect delay(long millis) {
    return new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(millis)));
  }

  private static ActiveFault active(Effect effect, Selection selection) {
    return new ActiveFault(new Fault(effect, Scope.TRAFFIC, selection));
  }

  private NodeLoad load() {
    try {
      return onLoop(world, () -> world.load("n0"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
