package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that go, in good order or not, at each point of a request; and such as stay but take
/// nothing.
@Timeout(120)
class VanishingClientTest {
  private static final int CLIENTS = 50;
  private static final byte[] PIECE = new byte[16 * 1024];

  /// What the buffers of two connections and of the door hold at most, and plenty.
  private static final long FEW_BYTES = 32L * 1024 * 1024;

  private final AtomicLong written = new AtomicLong();
  private RawNode node;
  private DoorBench bench;

  @BeforeEach
  void open() throws IOException {
    node = RawNode.ok("fine");
    bench = DoorBench.open(DoorBench.RETRIED.withRetry(Optional.empty()), node.port());
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
    node.close();
  }

  @ParameterizedTest(name = "reset: {0}")
  @ValueSource(booleans = {false, true})
  void beforeTheHeadEnds(boolean reset) throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      leave(new RawPeer(bench.port()).send("GET /p HTTP/1.1\r\nHost: d\r\n"), reset);
    }
    await(() -> bench.door.connections() == 0);
    assertThat(bench.of(Event.RequestStarted.class)).isEmpty();
    othersAreServed();
  }

  @ParameterizedTest(name = "reset: {0}")
  @ValueSource(booleans = {false, true})
  void amidTheUpload(boolean reset) throws IOException {
    node.does((head, socket) -> RawNode.read(socket, Integer.MAX_VALUE));
    for (int i = 0; i < CLIENTS; i++) {
      String framing = i % 2 == 0 ? "Content-Length: 100000" : "Transfer-Encoding: chunked";
      var client = new RawPeer(bench.port());
      client.send("POST /p HTTP/1.1\r\nHost: d\r\n" + framing + "\r\n\r\nff\r\n" + "x".repeat(100));
      int begun = i + 1;
      await(() -> node.heads.size() == begun);
      leave(client, reset);
    }
    allAreCalledOff();
  }

  @ParameterizedTest(name = "reset: {0}")
  @ValueSource(booleans = {false, true})
  void beforeTheAnswer(boolean reset) throws IOException {
    node.does((head, socket) -> RawNode.readUntil(socket, "never"));
    for (int i = 0; i < CLIENTS; i++) {
      var client = new RawPeer(bench.port()).get("/p");
      int begun = i + 1;
      await(() -> node.heads.size() == begun);
      leave(client, reset);
    }
    allAreCalledOff();
  }

  @ParameterizedTest(name = "reset: {0}")
  @ValueSource(booleans = {false, true})
  void amidTheDownload(boolean reset) throws IOException {
    answersWithoutEnd();
    for (int i = 0; i < CLIENTS; i++) {
      var client = new RawPeer(bench.port()).get("/p");
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      leave(client, reset);
    }
    allAreCalledOff();
  }

  @Test
  void whoTakesNothingStopsTheNodeAndCostsNoMemory() throws IOException {
    answersWithoutEnd();
    try (var client = new RawPeer(bench.port()).get("/p")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      long stopped = whereTheNodeStops();

      assertThat(stopped).isLessThan(FEW_BYTES);
      assertThat(client.reads(FEW_BYTES)).isTrue();
      await(() -> written.get() > stopped);
      othersAreServed();
    }
    allAreCalledOff();
  }

  @Test
  void whoTakesNothingIsLeftAfterAWhile() throws IOException {
    answersWithoutEnd();
    var patience = new Patience(Duration.ofMillis(300), Duration.ofSeconds(10));
    try (FrontDoor door = bench.another(patience);
        var client = new RawPeer(door.port()).get("/p")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      await(() -> door.connections() == 0);
    }
    allAreCalledOff();
  }

  @Test
  void aNodeThatTakesNothingStopsTheClient() throws IOException {
    var over = new AtomicBoolean();
    node.does((head, socket) -> await(over::get));
    try (var client = new RawPeer(bench.port())) {
      client.send("POST /p HTTP/1.1\r\nHost: d\r\nContent-Length: 9999999999\r\n\r\n");
      await(() -> !node.heads.isEmpty());
      long sent = client.sendsUntilItIsStopped(FEW_BYTES);

      assertThat(sent).isLessThan(FEW_BYTES);
    } finally {
      over.set(true);
    }
  }

  private void answersWithoutEnd() {
    node.does((head, socket) -> {
      if (head.startsWith("GET /other")) {
        RawNode.write(socket, RawNode.answer("200 OK", "fine"));
        return;
      }
      RawNode.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
      while (true) {
        socket.getOutputStream().write(PIECE);
        written.addAndGet(PIECE.length);
      }
    });
  }

  /// How much it has written when nothing more goes out for a while.
  private long whereTheNodeStops() {
    var before = new AtomicLong(-1);
    var since = new AtomicLong(System.nanoTime());
    await(() -> {
      long now = written.get();
      if (before.getAndSet(now) != now) {
        since.set(System.nanoTime());
      }
      return now > 0 && System.nanoTime() - since.get() > 500_000_000L;
    });
    return written.get();
  }

  private static void leave(RawPeer client, boolean reset) throws IOException {
    if (reset) {
      client.resets();
    } else {
      client.close();
    }
  }

  /// The node's connections are ended, and every request was, because its client had gone.
  private void allAreCalledOff() throws IOException {
    await(() ->
        bench.of(Event.RequestEnded.class).size() == bench.of(Event.RequestStarted.class).size());
    await(() ->
        bench.of(Event.AttemptEnded.class).size() == bench.of(Event.AttemptStarted.class).size());
    List<Event.RequestEnded> ended =
        bench.of(Event.RequestEnded.class).stream()
            .filter(end -> end.outcome() instanceof Failure)
            .toList();
    assertThat(ended)
        .isNotEmpty()
        .extracting(Event.RequestEnded::outcome)
        .containsOnly(Failure.CLIENT_GONE);
    await(() -> node.ended.get() >= ended.size());
    await(() -> bench.door.connections() == 0);
    othersAreServed();
  }

  private void othersAreServed() throws IOException {
    node.does((head, socket) -> RawNode.write(socket, RawNode.answer("200 OK", "fine")));
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/other").answer()).startsWith("HTTP/1.1 200 ").endsWith("fine");
    }
    await(() -> bench.door.connections() <= 1);
  }
}
