package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.await;
import static dev.steelyard.live.door.Http2Peer.CONTINUATION;
import static dev.steelyard.live.door.Http2Peer.DATA;
import static dev.steelyard.live.door.Http2Peer.END_HEADERS;
import static dev.steelyard.live.door.Http2Peer.END_STREAM;
import static dev.steelyard.live.door.Http2Peer.HEADERS;
import static dev.steelyard.live.door.Http2Peer.PING;
import static dev.steelyard.live.door.Http2Peer.RST_STREAM;
import static dev.steelyard.live.door.Http2Peer.SETTINGS;
import static dev.steelyard.live.door.Http2Peer.WINDOW_UPDATE;
import static dev.steelyard.live.door.Http2Peer.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only HTTP/2 can carry to a door that speaks HTTP/1.1 with its nodes.
@Timeout(120)
class Http2AttackTest {
  private static final List<String> PLAIN =
      List.of(":method", "GET", ":scheme", "http", ":authority", "d", ":path", "/p");
  private static final int MANY = 20_000;

  private static Siege siege;

  @BeforeAll
  static void open() throws IOException {
    siege = new Siege();
  }

  @AfterAll
  static void close() throws IOException {
    siege.close();
  }

  @BeforeEach
  void forget() {
    siege.node.taken.clear();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeft() throws IOException {
    assertThat(siege.answers("")).singleElement().asString().endsWith(Siege.LAST_TARGET);
    assertThat(siege.node.faults).isEmpty();
    await(() ->
        siege.bench.of(Event.RequestStarted.class).size()
            == siege.bench.of(Event.RequestEnded.class).size());
  }

  private static String outcome(List<String> fields) throws IOException {
    try (var client = new Http2Peer(siege.bench.port())) {
      return client.request(1, fields.toArray(String[]::new)).outcome(1);
    }
  }

  private static List<String> plainWith(String name, String value) {
    List<String> fields = new ArrayList<>(PLAIN);
    int at = fields.indexOf(name);
    if (at >= 0) {
      fields.set(at + 1, value);
    } else {
      fields.addAll(List.of(name, value));
    }
    return fields;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("malformed")
  void whatHttp1CouldReadInAnotherWayIsRefused(String name, String value) throws IOException {
    assertThat(outcome(plainWith(name, value))).isIn("400", "501", "reset", "goaway");
    assertThat(siege.node.taken).isEmpty();
  }

  static Stream<Arguments> malformed() {
    String line = "x HTTP/1.1\r\nHost: e\r\n\r\nGET /smuggled";
    return Stream.of(
        arguments(":method", "GET /smuggled HTTP/1.1"),
        arguments(":method", "GE T"),
        arguments(":method", "GET " + line),
        arguments(":method", ""),
        arguments(":method", "G\u0000T"),
        arguments(":path", "/p " + line),
        arguments(":path", "/p q"),
        arguments(":path", "/p\r\nX: y"),
        arguments(":path", "/p\n"),
        arguments(":path", "/p\u0000"),
        arguments(":path", ""),
        arguments(":path", "p"),
        arguments(":path", "*"),
        arguments(":path", "//e/p"),
        arguments(":path", "/a/../p"),
        arguments(":path", "http://e/p"),
        arguments(":path", "/p#q"),
        arguments(":path", "/%0d%0a"),
        arguments(":path", "/\u00e9"),
        arguments(":authority", "d\r\nX: y"),
        arguments(":authority", "d e"),
        arguments(":authority", "u@d"),
        arguments(":authority", "d:99999"),
        arguments(":authority", "d/x"),
        arguments(":authority", "d,e"),
        arguments(":authority", "d;e"),
        arguments(":authority", "d%00"),
        arguments(":scheme", "https"),
        arguments(":scheme", ""),
        arguments(":scheme", "http://e/?"),
        arguments(":scheme", "http\r\nX: y"),
        arguments(":status", "200"),
        arguments(":other", "x"),
        arguments("X-Upper", "y"),
        arguments("x\r\ny", "z"),
        arguments("x: y\r\nz", "a"),
        arguments("x:y", "z"),
        arguments("x y", "z"),
        arguments("x\u0000", "z"),
        arguments("", "z"),
        arguments("x", "a\r\nSmuggled: y"),
        arguments("x", "a\nb"),
        arguments("x", "a\rb"),
        arguments("x", "a\u0000b"),
        arguments("x", "a\u0001b"),
        arguments("connection", "close"),
        arguments("connection", "authorization"),
        arguments("transfer-encoding", "chunked"),
        arguments("transfer-encoding", "identity"),
        arguments("upgrade", "websocket"),
        arguments("te", "gzip"),
        arguments("host", "e"),
        arguments("content-length", "5"),
        arguments("content-length", "x"),
        arguments("content-length", "-1"),
        arguments("content-length", "99999999999999999999"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {":method", ":scheme", ":authority", ":path"})
  void pseudoHeadersComeOnceAndFirst(String name) throws IOException {
    int at = PLAIN.indexOf(name);
    List<String> pair = PLAIN.subList(at, at + 2);
    List<String> twice = new ArrayList<>(PLAIN);
    twice.addAll(pair);
    List<String> late = new ArrayList<>(PLAIN);
    late.subList(at, at + 2).clear();
    late.addAll(List.of("x", "y"));
    late.addAll(pair);

    assertThat(outcome(twice)).isIn("400", "reset", "goaway");
    assertThat(outcome(late)).isIn("400", "reset", "goaway");
    assertThat(siege.node.taken).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1} bytes")
  @MethodSource("bodies")
  void aBodyIsAsLongAsItsHeadSays(String length, int bytes, boolean whole) throws IOException {
    List<String> fields = plainWith("content-length", length);
    fields.set(1, "POST");
    try (var client = new Http2Peer(siege.bench.port())) {
      client.send(HEADERS, END_HEADERS, 1, block(fields.toArray(String[]::new)));
      String outcome = client.send(DATA, END_STREAM, 1, new byte[bytes]).outcome(1);

      if (whole) {
        assertThat(outcome).isEqualTo("200");
        assertThat(siege.node.taken).singleElement().matches(t -> t.body().length() == bytes);
      } else {
        assertThat(outcome).isIn("400", "400 reset", "reset", "goaway");
        assertThat(siege.node.taken).isEmpty();
      }
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("5", 5, true),
        arguments("5", 3, false),
        arguments("5", 0, false),
        arguments("5", 7, false),
        arguments("0", 3, false),
        arguments("5, 5", 5, false));
  }

  @Test
  void aPlainRequestIsPassedOnAndCookiesAreJoined() throws IOException {
    List<String> fields = new ArrayList<>(PLAIN);
    fields.addAll(List.of("cookie", "a=b", "cookie", "c=d", "te", "trailers", "host", "d"));
    fields.addAll(List.of("keep-alive", "5", "proxy-connection", "close"));

    assertThat(outcome(fields)).isEqualTo("200");
    assertThat(siege.node.taken)
        .singleElement()
        .satisfies(taken -> {
          assertThat(taken.all("cookie")).containsExactly("a=b; c=d");
          assertThat(taken.all("host")).containsExactly("d");
          assertThat(taken.all("te")).isEmpty();
          assertThat(taken.all("keep-alive")).isEmpty();
          assertThat(taken.all("proxy-connection")).isEmpty();
          assertThat(taken.all("via")).containsExactly("2.0 steelyard");
        });
  }

  @Test
  void rapidResetsEndTheConnectionOrNothing() throws IOException {
    flood(client -> {
      for (int stream = 1; stream < MANY; stream += 2) {
        client
            .get(stream, "/p")
            .send(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
      }
    });
  }

  @Test
  void aHeadWithoutEndEndsTheConnection() throws IOException {
    flood(client -> {
      client.send(HEADERS, END_STREAM, 1, block(PLAIN.toArray(String[]::new)));
      for (int i = 0; i < MANY; i++) {
        client.send(CONTINUATION, 0, 1, block("x", "y".repeat(1_000)));
      }
    });
    assertThat(siege.node.taken).isEmpty();
  }

  @Test
  void emptyContinuationsWithoutEndEndTheConnection() throws IOException {
    flood(client -> {
      client.send(HEADERS, END_STREAM, 1, block(PLAIN.toArray(String[]::new)));
      for (int i = 0; i < MANY; i++) {
        client.send(CONTINUATION, 0, 1);
      }
    });
    assertThat(siege.node.taken).isEmpty();
  }

  @Test
  void aHugeHeadIsRefused() throws IOException {
    String huge = "x".repeat(FrontDoor.LARGEST_HEAD - 500);
    try (var client = new Http2Peer(siege.bench.port())) {
      client.send(HEADERS, END_STREAM, 1, block(PLAIN.toArray(String[]::new)));
      client.send(CONTINUATION, 0, 1, block("x", huge));
      client.send(CONTINUATION, END_HEADERS, 1, block("y", huge));

      assertThat(client.outcome(1)).isIn("431", "400", "reset", "goaway", "closed");
    }
    assertThat(siege.node.taken).isEmpty();
  }

  @Test
  void pingsAndSettingsWithoutEndEndTheConnectionOrNothing() throws IOException {
    flood(client -> {
      for (int i = 0; i < MANY; i++) {
        client.send(i % 2 == 0 ? PING : SETTINGS, 0, 0, new byte[i % 2 == 0 ? 8 : 6]);
      }
    });
  }

  @ParameterizedTest(name = "on stream {0}")
  @ValueSource(ints = {0, 1})
  void aWindowPastItsBoundOrOfNothingIsRefused(int stream) throws IOException {
    byte[][] increments = {{0, 0, 0, 0}, {0x7f, -1, -1, -1}};
    for (byte[] increment : increments) {
      try (var client = new Http2Peer(siege.bench.port())) {
        client.send(HEADERS, END_HEADERS, 1, block(PLAIN.toArray(String[]::new)));
        client.send(WINDOW_UPDATE, 0, stream, increment);

        assertThat(client.outcome(1)).isIn("reset", "goaway");
      }
    }
    assertThat(siege.node.taken).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"XX\r\n\r\n", "SM\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: d\r\n\r\n"})
  void aPrefaceWithGarbageIsTheEnd(String garbage) throws IOException {
    try (var client = new RawPeer(siege.bench.port())) {
      client.send("PRI * HTTP/2.0\r\n\r\n" + garbage + "garbage".repeat(10)).untilItEnds();
    }
    assertThat(siege.node.taken).extracting(Taken::target).doesNotContain("/smuggled");
  }

  /// Sends more than anybody needs. It may be cut off.
  private static void flood(Flood flood) throws IOException {
    try (var client = new Http2Peer(siege.bench.port())) {
      flood.to(client);
    } catch (SocketException cutOff) {
      assertThat(cutOff).hasMessageMatching("Broken pipe|Connection reset.*|.*closed.*");
    }
    await(() -> siege.bench.door.connections() == 0);
  }

  @FunctionalInterface
  private interface Flood {
    void to(Http2Peer client) throws IOException;
  }
}
