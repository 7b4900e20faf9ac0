package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.RETRIED;
import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.balancer.route.StoredKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What real clients meet at a gateway, over real sockets.
@Timeout(120)
class GatewayDoorTest {
  private static final GatewaySettings KEYS =
      GatewaySettings.OPEN.withAuthentication(
          Optional.of(
              new AuthenticationSettings(
                  List.of(StoredKey.of("alice", "open-sesame")),
                  List.of(StoredKey.of("bob", "b.e-arer")))));

  @TempDir Path directory;

  private final RawNode node = node();

  private static RawNode node() {
    try {
      return RawNode.ok("fine");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterEach
  void close() throws IOException {
    node.close();
  }

  private DoorBench bench(GatewaySettings settings) throws IOException {
    return DoorBench.open(RETRIED, settings, node.port());
  }

  @Test
  void aRouteSendsThePathThatItsNodesKnow() throws IOException {
    Route route =
        new Route(
            "orders",
            Optional.of("door.example"),
            Optional.of("/api/order/*"),
            Map.of("X-Beta", Route.ANY),
            Map.of(),
            "default",
            Optional.of("/api/order"),
            Optional.of("/v2"));
    try (var bench = bench(GatewaySettings.OPEN.withRoutes(List.of(route)));
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/api/order/a%2Fb?x=/1", "x-beta: 1").answer())
          .startsWith("HTTP/1.1 200 ");
      assertThat(node.heads.getFirst()).startsWith("GET /v2/a%2Fb?x=/1 HTTP/1.1\r\n");

      assertThat(client.get("/api/order/7").answer())
          .startsWith("HTTP/1.1 404 Not Found\r\n")
          .contains("Steelyard-Attempts: 0")
          .endsWith("404 Not Found: no route takes this request.\n");
      client.send("GET /api/order/7 HTTP/1.1\r\nHost: other.example\r\nX-Beta: 1\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 404 ");
      assertThat(node.heads).hasSize(1);
      assertThat(bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .filteredOn(Failure.NO_ROUTE::equals)
          .hasSize(2);
    }
  }

  @Test
  void onlyWhoShowsAKeyGetsThrough() throws IOException {
    try (var bench = bench(KEYS);
        var client = new RawPeer(bench.port())) {
      for (String field :
          List.of("X-Other: 1", "X-API-Key: wrong", "Authorization: Basic b.e-arer")) {
        assertThat(client.get("/", field).answer())
            .startsWith("HTTP/1.1 401 Unauthorized\r\n")
            .contains("WWW-Authenticate: Bearer realm=\"steelyard\"\r\n");
      }
      assertThat(client.get("/", "X-API-Key: open-sesame", "X-API-Key: x").answer())
          .as("two keys are none")
          .startsWith("HTTP/1.1 401 ");
      assertThat(node.heads).isEmpty();

      assertThat(client.get("/", "X-API-Key: open-sesame").answer()).startsWith("HTTP/1.1 200 ");
      assertThat(client.get("/", "authorization: bearer b.e-arer").answer())
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whoComesTooOftenIsToldWhenToComeBack() throws IOException {
    var limit = new RateLimitSettings(0.01, 2);
    try (var bench = bench(KEYS.withRateLimit(Optional.of(limit)));
        var client = new RawPeer(bench.port())) {
      client.get("/", "X-API-Key: open-sesame").answer();
      client.get("/", "X-API-Key: open-sesame").answer();

      assertThat(client.get("/", "X-API-Key: open-sesame").answer())
          .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
          .containsPattern("Retry-After: (100|9[0-9])\r\n");
      assertThat(client.get("/", "Authorization: Bearer b.e-arer").answer())
          .as("another client")
          .startsWith("HTTP/1.1 200 ");
      assertThat(bench.door.refused()).isEqualTo(1);
    }
  }

  @Test
  void whatIsTooLargeIsRefusedByItsPart() throws IOException {
    var limits = new SizeLimits(OptionalLong.of(10), OptionalInt.of(200), OptionalInt.of(20));
    try (var bench = bench(GatewaySettings.OPEN.withLimits(Optional.of(limits)))) {
      assertThat(answer(bench, "GET /" + "u".repeat(20) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
          .startsWith("HTTP/1.1 414 ");
      assertThat(answer(bench, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "h".repeat(200) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ");
      assertThat(
              answer(
                  bench, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1234567890\r\n".repeat(20) + "\r\n"))
          .as("many of one name")
          .startsWith("HTTP/1.1 431 ");
      assertThat(
              answer(bench, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n12345678901"))
          .startsWith("HTTP/1.1 413 ");
      assertThat(node.heads).isEmpty();
      assertThat(
              answer(bench, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1234567890"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBodyOfUnknownLengthIsCountedAsItComes() throws IOException {
    node.does((head, socket) -> RawNode.readUntil(socket, "0\r\n\r\n"));
    var limits = new SizeLimits(OptionalLong.of(10), OptionalInt.empty(), OptionalInt.empty());
    try (var bench = bench(GatewaySettings.OPEN.withLimits(Optional.of(limits)));
        var client = new RawPeer(bench.port())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("b\r\n12345678901\r\n0\r\n\r\n");

      assertThat(client.head()).startsWith("HTTP/1.1 413 ");
      await(() -> bench.of(Event.RequestEnded.class).size() == 1);
    }
  }

  @Test
  void nodeAndClientSeeTheSameRequestId() throws IOException {
    try (var bench = bench(GatewaySettings.OPEN.withRequestId(true));
        var client = new RawPeer(bench.port())) {
      String made = client.get("/").answer();
      assertThat(made).containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
      assertThat(id(node.heads.getLast())).isEqualTo(id(made));

      String kept = client.get("/", "x-request-id: mine-1").answer();
      assertThat(id(kept)).isEqualTo("mine-1");
      assertThat(id(node.heads.getLast())).isEqualTo("mine-1");

      String replaced = client.get("/", "X-Request-Id: not \"sane\"").answer();
      assertThat(id(replaced)).matches("[0-9a-f]{32}");
      assertThat(id(node.heads.getLast())).isEqualTo(id(replaced));
      assertThat(node.heads.getLast()).doesNotContain("sane");
    }
  }

  @Test
  void theAccessLogHasALineForEachRequestAndNoKey() throws IOException {
    Path file = directory.resolve("access.log");
    var settings = KEYS.withRequestId(true);
    try (var bench = bench(settings);
        var client = new RawPeer(bench.port())) {
      bench.door.log(Optional.of(AccessLogSettings.of(file.toString())));
      client
          .get("/a?b=c", "X-API-Key: open-sesame", "X-Request-Id: id-1", "User-Agent: raw")
          .answer();
      client.get("/secret", "X-API-Key: guess").answer();
      await(() -> bench.door.seen() == 2);
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches(
            "127\\.0\\.0\\.1 - alice \\[.*] \"GET /a\\?b=c HTTP/1\\.1\" 200 4 \"-\" \"raw\" id-1 n0 1"
                + " \\d+\\.\\d{6}");
    assertThat(lines.get(1)).contains(" - - [", "\"GET /secret HTTP/1.1\" 401 41 ", " - 0 ");
    assertThat(String.join("", lines)).doesNotContain("sesame", "guess");
  }

  @Test
  void severalFieldsOfANameAreOneAndTheHostOfHttp2IsAmongThem() {
    HttpFields fields = HttpFields.build().add("X-A", "1").add("x-a", "2").add("X-B", "3");
    var map = new HeaderMap(fields, "shop.example");

    assertThat(map.get("x-A")).isEqualTo("1, 2");
    assertThat(map).containsEntry("X-B", "3").containsEntry("Host", "shop.example").hasSize(3);
    assertThat(map.get("host")).isEqualTo("shop.example");
    assertThat(map.containsKey("X-C")).isFalse();
    assertThat(new HeaderMap(HttpFields.EMPTY, "")).isEmpty();
  }

  private static String answer(DoorBench bench, String request) throws IOException {
    try (var client = new RawPeer(bench.port())) {
      return client.send(request).head();
    }
  }

  private static String id(String head) {
    return head.lines()
        .filter(line -> line.startsWith("X-Request-Id: "))
        .map(line -> line.substring("X-Request-Id: ".length()))
        .findFirst()
        .orElseThrow();
  }
}
