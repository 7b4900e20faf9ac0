package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static dev.steelyard.live.door.Siege.getWith;
import static dev.steelyard.live.door.Siege.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Field;
import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What belongs to one connection, and what only says so to have it taken away, or to change what
/// is spoken.
@Timeout(120)
class HopByHopAttackTest {
  private static Siege siege;

  @BeforeAll
  static void open() throws IOException {
    siege = new Siege();
  }

  @AfterAll
  static void close() throws IOException {
    siege.close();
  }

  @ParameterizedTest(name = "Connection: {0}")
  @ValueSource(
      strings = {
        "authorization",
        "Authorization",
        "close, Authorization",
        "close,,authorization",
        "keep-alive\r\nConnection: authorization",
        "\"authorization\"",
        "x-forwarded-for, host, content-length, transfer-encoding",
        "X-Forwarded-For",
        "x-forwarded-anything",
        "x-real-ip",
        "x-request-id",
        "x-api-key",
        "forwarded",
        "via",
        "host",
        "cookie",
        "content-length",
        "transfer-encoding",
        "content-type",
        "expect",
        "range",
        "idempotency-key",
        "steelyard-node"
      })
  void whoWantsTakenAwayWhatIsForTheOtherEndIsRefused(String options) throws IOException {
    siege.refuses(
        400, post("Authorization: x\r\nContent-Length: 3\r\nConnection: " + options, "abc"));
  }

  @ParameterizedTest(name = "Connection: {0}")
  @ValueSource(
      strings = {
        "x-private",
        "X-PRIVATE",
        "keep-alive, x-private",
        "keep-alive\r\nConnection: x-private",
        ",x-private,",
        "te, x-private"
      })
  void whatConnectionNamesStaysHere(String options) throws IOException {
    Taken taken = siege.passes(getWith("X-Private: y", "X-Public: z", "Connection: " + options));

    assertThat(taken.all("x-private")).isEmpty();
    assertThat(taken.all("x-public")).containsExactly("z");
    assertThat(taken.all("connection")).isEmpty();
  }

  @Test
  void whatIsOfTheConnectionStaysHereWhetherConnectionNamesItOrNot() throws IOException {
    Taken taken =
        siege.passes(
            getWith(
                "Keep-Alive: timeout=5",
                "Proxy-Connection: close",
                "Proxy-Authorization: Basic x",
                "TE: trailers, gzip",
                "Trailer: X-Checksum"));

    assertThat(taken.fields())
        .extracting(Field::name)
        .containsExactlyInAnyOrder(
            "host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "via");
  }

  @ParameterizedTest(name = "Connection: {0}")
  @ValueSource(strings = {"close", "close, close", "keep-alive, close", "CLOSE", "x, close"})
  void closeEndsTheConnectionAfterTheAnswer(String options) throws IOException {
    siege.node.taken.clear();

    assertThat(siege.answers(getWith("Connection: " + options)))
        .singleElement()
        .asString()
        .startsWith("HTTP/1.1 200 ");
    assertThat(siege.node.taken).extracting(Taken::target).containsExactly("/p");
  }

  @Test
  void nobodyCanSpeakForAProxy() throws IOException {
    Taken taken =
        siege.passes(
            getWith(
                "X-Forwarded-For: 6.6.6.6",
                "x-forwarded-for: 7.7.7.7",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Server: evil.example",
                "X-Forwarded-Prefix: /evil",
                "X_Forwarded_For: 6.6.6.6",
                "X-Forwarded_For: 6.6.6.6",
                "X_Real_IP: 6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "Forwarded: for=6.6.6.6"));

    assertThat(taken.all("x-forwarded-for")).containsExactly("127.0.0.1");
    assertThat(taken.all("x-forwarded-host")).containsExactly("door.example");
    assertThat(taken.all("x-forwarded-proto")).containsExactly("http");
    assertThat(taken.all("forwarded"))
        .containsExactly("for=127.0.0.1;proto=http;host=\"door.example\"");
    assertThat(taken.fields().toString()).doesNotContain("6.6.6.6", "evil", "_");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("upgrades")
  void upgradesAreRefused(String upgrade, int status, String fields) throws IOException {
    siege.refuses(status, getWith(fields));
  }

  static Stream<Arguments> upgrades() {
    String upgrade = "Connection: Upgrade\r\nUpgrade: ";
    return Stream.of(
        arguments(
            "websocket",
            501,
            upgrade + "websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13"),
        arguments("websocket, not named", 400, "Upgrade: websocket"),
        arguments("TLS", 501, upgrade + "TLS/1.0"),
        arguments("two", 501, upgrade + "h2c, websocket"),
        arguments("twice", 501, upgrade + "h2c\r\nUpgrade: websocket"),
        arguments("h2c without settings", 400, upgrade + "h2c"),
        arguments(
            "h2c with settings that are none",
            400,
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !!!"));
  }

  @Test
  void anUpgradeToHttp2NeverReachesANode() throws IOException {
    Taken taken =
        siege.passes(
            post(
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nContent-Length: 3",
                "abc"));

    assertThat(taken.body()).isEqualTo("abc");
    assertThat(taken.fields())
        .extracting(Field::name)
        .doesNotContain("upgrade", "http2-settings", "connection");
  }

  @Test
  void afterAnUpgradeToHttp2NothingIsReadAsHttp1() throws IOException {
    siege.node.taken.clear();
    String upgrade =
        getWith(
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
    try (var client = new RawPeer(siege.bench.port())) {
      String received = client.send(upgrade + get("/smuggled")).untilItEnds();

      assertThat(received).startsWith("HTTP/1.1 101 ").contains("invalid_preface");
    }
    siege.answers("");
    assertThat(siege.node.taken)
        .extracting(Taken::target)
        .contains("/p", Siege.LAST_TARGET)
        .doesNotContain("/smuggled");
  }

  @ParameterizedTest(name = "Expect: {0}")
  @ValueSource(strings = {"200-ok", "100-continue, x", "100-continued", "x=y"})
  void whatNobodyCanExpectIsRefused(String expectation) throws IOException {
    siege.refuses(417, post("Expect: " + expectation + "\r\nContent-Length: 3", "abc"));
  }

  @ParameterizedTest(name = "Expect: {0}")
  @ValueSource(
      strings = {"100-continue", "100-CONTINUE", "", "100-continue\r\nExpect: 100-continue"})
  void anExpectationIsTheDoorsAndNotTheNodes(String expectation) throws IOException {
    Taken taken = siege.passes(post("Expect: " + expectation + "\r\nContent-Length: 3", "abc"));

    assertThat(taken.body()).isEqualTo("abc");
    assertThat(taken.all("expect")).isEmpty();
  }
}
