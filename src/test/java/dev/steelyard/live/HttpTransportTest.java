package dev.steelyard.live;

import static dev.steelyard.live.Worlds.await;
import static dev.steelyard.live.Worlds.get;
import static dev.steelyard.live.Worlds.onLoop;
import static dev.steelyard.live.Worlds.outcome;
import static dev.steelyard.live.Worlds.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the transport makes of peers that behave in every way.
@Timeout(120)
final class HttpTransportTest {
  private static final Request GET = Request.get(1, "/");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private LiveWorld world;

  @BeforeEach
  void open() throws Exception {
    world = Worlds.ofNodes(1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theRequestGoesOutAsItStandsAndWithNothingElse() throws Exception {
    try (var peer = new Peer(OK)) {
      var request =
          Request.traffic(7, "POST", "/api/pay?x=1", "c", Map.of("Idempotency-Key", "k7"), 12_345);

      assertThat(get(send(peer, request))).isEqualTo(Answer.OK);

      assertThat(get(peer.heard).lines())
          .containsExactlyInAnyOrder(
              "POST /api/pay?x=1 HTTP/1.1",
              "Host: 127.0.0.1:" + peer.port(),
              "Idempotency-Key: k7",
              "Steelyard-Work: 12345",
              "Content-Length: 0");
    }
  }

  @Test
  void redirectsAreAnswersLikeAnyOther() throws Exception {
    try (var peer =
        new Peer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(get(send(peer, GET))).isEqualTo(new Answer(302));
    }
  }

  @Test
  void anUnauthorizedAnswerIsAnAnswer() throws Exception {
    try (var peer = new Peer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(get(send(peer, GET))).isEqualTo(new Answer(401));
    }
  }

  @Test
  void anEndBeforeTheAnswerIsAReset() throws Exception {
    try (var peer = new Peer("")) {
      assertThat(get(send(peer, GET))).isEqualTo(Failure.RESET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n"
      })
  void anAnswerThatBreaksOffIsTruncated(String answer) throws Exception {
    try (var peer = new Peer(answer)) {
      assertThat(get(send(peer, GET))).isEqualTo(Failure.TRUNCATED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what?\r\n\r\n",
        "HTTP/1.1 two hundred\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n"
      })
  void anAnswerThatIsNotHttpIsMalformed(String answer) throws Exception {
    try (var peer = new Peer(answer)) {
      assertThat(get(send(peer, GET))).isEqualTo(Failure.MALFORMED);
    }
  }

  @Test
  void anAnswerSaysWhenToComeBack() throws Exception {
    try (var peer =
        new Peer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(get(send(peer, GET))).isEqualTo(new Answer(429, 7_000_000_000L));
    }
  }

  @Test
  void aPortWhereNobodyListensIsRefused() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    assertThat(get(send(new Endpoint("x", "127.0.0.1", port, port), GET)))
        .isEqualTo(Failure.REFUSED);
  }

  @Test
  void theOutcomeComesOnTheLoopAndNeverDuringTheCall() throws Exception {
    var during = new CompletableFuture<Boolean>();
    var heardOn = new CompletableFuture<Thread>();
    Thread loop =
        onLoop(
            world,
            () -> {
              world
                  .transport()
                  .send(
                      new Endpoint("x", "127.0.0.1", 1, 1),
                      GET,
                      outcome -> heardOn.complete(Thread.currentThread()));
              during.complete(heardOn.isDone());
              return Thread.currentThread();
            });

    assertThat(get(during)).isFalse();
    assertThat(get(heardOn)).isSameAs(loop);
  }

  @Test
  void afterACancelNothingIsHeardAndTheConnectionCloses() throws Exception {
    try (var silent = new SilentPeer()) {
      var heard = new AtomicInteger();
      var handle = new CompletableFuture<Cancellable>();
      world
          .timeline()
          .execute(() ->
              handle.complete(
                  world
                      .transport()
                      .send(silent.endpoint(), GET, outcome -> heard.incrementAndGet())));
      try (Socket connection = silent.server.accept()) {
        connection.setSoTimeout((int) Worlds.LONG_SECONDS * 1_000);
        readHead(connection);
        onLoop(
            world,
            () -> {
              get(handle).cancel();
              get(handle).cancel();
              return true;
            });

        assertThat(endOf(connection)).isTrue();
      }
      assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
      assertThat(heard).hasValue(0);
    }
  }

  @Test
  void theIdleConnectionsOfANodeThatLeftAreClosed() throws Exception {
    try (var silent = new SilentPeer()) {
      CompletableFuture<Outcome> outcome = send(silent.endpoint(), GET);
      try (Socket connection = silent.server.accept()) {
        connection.setSoTimeout((int) Worlds.LONG_SECONDS * 1_000);
        readHead(connection);
        connection.getOutputStream().write(OK.getBytes(StandardCharsets.UTF_8));
        assertThat(get(outcome)).isEqualTo(Answer.OK);

        onLoop(
            world,
            () -> {
              world.transport().forget(silent.endpoint());
              return true;
            });

        assertThat(endOf(connection)).isTrue();
      }
      CompletableFuture<Outcome> again = send(silent.endpoint(), GET);
      try (Socket connection = silent.server.accept()) {
        readHead(connection);
        connection.getOutputStream().write(OK.getBytes(StandardCharsets.UTF_8));
        assertThat(get(again)).isEqualTo(Answer.OK);
      }
    }
  }

  @Test
  void aCancelRightAfterTheSendLeavesNothingBehind() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Hang());
    var heard = new AtomicInteger();
    // More than may be in flight at once, one after the other.
    for (int i = 0; i < HttpTransport.MOST_IN_FLIGHT + 10; i++) {
      onLoop(
          world,
          () -> {
            world
                .transport()
                .send(world.endpoints().getFirst(), GET, outcome -> heard.incrementAndGet())
                .cancel();
            return true;
          });
    }
    set(world, "n0", Scope.TRAFFIC);

    await(() -> soonOutcome().equals(Answer.OK));
    assertThat(heard).hasValue(0);
  }

  @Test
  void whatIsPastTheLimitEndsAtOnceWithThatReason() throws Exception {
    set(world, "n0", Scope.TRAFFIC, new Effect.Hang());
    var refused = new CompletableFuture<Outcome>();
    var others = new AtomicInteger();
    int most = LiveWorld.mostInFlight(FileDescriptors.most(), 1);
    onLoop(
        world,
        () -> {
          Endpoint endpoint = world.endpoints().getFirst();
          for (int i = 0; i < most; i++) {
            world.transport().send(endpoint, GET, outcome -> others.incrementAndGet());
          }
          return world.transport().send(endpoint, GET, refused::complete);
        });

    assertThat(get(refused)).isEqualTo(Failure.CONNECTION_LIMIT);
    assertThat(others).hasValue(0);
    assertThat(outcome(world, 0, Request.probe("/health"))).isEqualTo(Answer.OK);
    set(world, "n0", Scope.TRAFFIC);
    await(() -> others.get() == most);
    assertThat(outcome(world, 0, GET)).isEqualTo(Answer.OK);
  }

  @Test
  void manyNodesShareTheFileDescriptorsThatThereAre() {
    assertThat(LiveWorld.mostInFlight(1_000_000, 5)).isEqualTo(HttpTransport.MOST_IN_FLIGHT);
    assertThat(LiveWorld.mostInFlight(20_000, 5)).isEqualTo(649);
    assertThat(LiveWorld.mostInFlight(20_000, 100)).isEqualTo(32);
    assertThat(LiveWorld.mostInFlight(256, 5)).isEqualTo(8);
  }

  private Outcome soonOutcome() {
    try {
      return outcome(world, 0, GET);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private CompletableFuture<Outcome> send(Peer peer, Request request) {
    return send(new Endpoint("peer", "127.0.0.1", peer.port(), peer.port()), request);
  }

  private CompletableFuture<Outcome> send(Endpoint endpoint, Request request) {
    var outcome = new CompletableFuture<Outcome>();
    world.timeline().execute(() -> world.transport().send(endpoint, request, outcome::complete));
    return outcome;
  }

  private static String readHead(Socket connection) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8).strip();
  }

  private static boolean endOf(Socket connection) throws IOException {
    try {
      return connection.getInputStream().read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  /// A server that accepts nothing by itself.
  private static final class SilentPeer implements AutoCloseable {
    final ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));

    SilentPeer() throws IOException {}

    Endpoint endpoint() {
      return new Endpoint("silent", "127.0.0.1", server.getLocalPort(), server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /// A server that takes one request, gives fixed bytes back and closes.
  private static final class Peer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    final CompletableFuture<String> heard = new CompletableFuture<>();

    Peer(String answer) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket connection = server.accept()) {
              heard.complete(readHead(connection));
              connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException failure) {
              heard.completeExceptionally(failure);
            }
          });
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
