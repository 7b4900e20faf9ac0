package dev.steelyard.live.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.time.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A registry on a real port, and those who use it from outside.
class RegistryServerTest {
  private static final String BODY = "{\"host\": \"127.0.0.1\", \"port\": 9001}";

  private final Live live = new Live();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Registry registry =
      new Registry(
          live.timeline, new Seeds(1).stream("registry"), event -> {}, Registry.DEFAULT_HISTORY);
  private RegistryServer server = opened(0);

  @AfterEach
  void close() {
    server.close();
    client.close();
    live.close();
  }

  @Test
  void aProgramRegistersRenewsAndLeaves() throws Exception {
    HttpResponse<String> granted =
        send(
            "PUT",
            "services/orders/instances/a",
            "{\"host\": \"10.0.0.7\", \"port\": 9001, \"healthPort\": 9002, \"weight\": 3,"
                + " \"path\": \"/base\", \"ttl\": \"30s\"}");
    assertThat(granted.statusCode()).isEqualTo(201);
    long lease =
        live.onTimeline(() -> registry.view(Duration.ofSeconds(3)))
            .lease("orders", "a")
            .orElseThrow()
            .lease();
    assertThat(granted.body())
        .isEqualTo(
            """
            {
              "lease": %d,
              "ttl": "30s",
              "revision": 2
            }
            """
                .formatted(lease));

    HttpResponse<String> list = send("GET", "services/orders", null);
    assertThat(list.statusCode()).isEqualTo(200);
    Instance listed = RegistryReader.listing(list.body()).instances().getFirst();
    assertThat(listed.weight()).isEqualTo(3);
    assertThat(listed.endpoint().toString())
        .isEqualTo("Endpoint[id=a, host=10.0.0.7, port=9001, healthPort=9002, path=/base]");
    assertThat(send("GET", "services", null).body()).contains("\"orders\"");

    assertThat(send("POST", "leases/" + lease + "/heartbeat", null).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "leases/" + lease, null).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "leases/" + lease, null).statusCode()).isEqualTo(404);
    assertThat(send("POST", "leases/" + lease + "/heartbeat", null).statusCode()).isEqualTo(404);
    assertThat(send("GET", "services/orders", null).body()).contains("\"instances\": []");
  }

  @Test
  void aWatchWaitsForAChangeAndIsToldWhatItMissed() throws Exception {
    long epoch = live.onTimeline(registry::epoch);
    String watch = "services/orders/watch?epoch=" + epoch + "&from=";
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(request("GET", watch + "2&wait=20s", null), BodyHandlers.ofString());
    live.await(
        "the watch",
        () -> live.onTimeline(() -> registry.view(Duration.ofSeconds(1))).watches() == 1);
    send("PUT", "services/orders/instances/a", BODY);
    send("PUT", "services/other/instances/a", BODY);

    assertThat(waiting.join().body()).contains("\"type\": \"put\"", "\"id\": \"a\"");
    RegistryReader.Told told =
        RegistryReader.changes(send("GET", watch + "1&wait=0s", null).body(), "orders", 0);
    assertThat(told.revision()).isEqualTo(3);
    assertThat(told.changes()).hasSize(1);
    assertThat(send("GET", watch + "3&wait=10ms", null).body()).contains("\"changes\": []");
    assertThat(live.onTimeline(() -> registry.view(Duration.ofSeconds(1))).watches()).isZero();
  }

  @Test
  void aWatchFromACompactedRevisionOrOfAnotherEpochIsGone() throws Exception {
    send("PUT", "services/orders/instances/a", BODY);
    send("PUT", "services/orders/instances/b", BODY);
    live.onTimeline(() -> {
      registry.compact(3);
      return true;
    });
    long epoch = live.onTimeline(registry::epoch);
    HttpResponse<String> compacted =
        send("GET", "services/orders/watch?epoch=" + epoch + "&from=2", null);
    assertThat(compacted.statusCode()).isEqualTo(410);
    assertThat(RegistryReader.compactedRevision(compacted.body())).isEqualTo(3);
    HttpResponse<String> other =
        send("GET", "services/orders/watch?epoch=" + (epoch + 1) + "&from=3", null);
    assertThat(other.statusCode()).isEqualTo(410);
    assertThat(other.body()).isEqualTo("the registry lost its memory\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|services/orders/instances/a|{|400|body:1:2: ",
        "PUT|services/orders/instances/a|[]|400|body:1:1: [] is wrong because it is a list",
        "PUT|services/orders/instances/a|{}|400|host: it is missing",
        "PUT|services/orders/instances/a|{\"host\": \"h\", \"port\": 0}|400|port: 0 is wrong",
        "PUT|services/orders/instances/a|{\"host\": \"h h\", \"port\": 1}|400|host: ",
        "PUT|services/orders/instances/a|{\"host\": \"h\", \"port\": 1, \"ttl\": \"1ms\"}|400|ttl: ",
        "PUT|services/orders/instances/a|{\"host\": \"h\", \"port\": 1, \"wight\": 2}|400|did you mean weight",
        "PUT|services/orders/instances/a|{\"host\": \"h\", \"port\": 1, \"path\": \"/a?b\"}|400|path: ",
        "PUT|services/or+ders/instances/a|{}|400|path: 'or+ders' is no name",
        "PUT|services/orders/instances/%20|{}|400|path: '%20' is no name",
        "GET|services/orders/watch|{}|400|epoch: it is missing",
        "GET|services/orders/watch?epoch=1&from=-1|{}|400|from: it is '-1'",
        "GET|services/orders/watch?epoch=1&from=1&wait=2m|{}|400|wait: it is '2m'",
        "POST|leases/x/heartbeat|{}|400|path: 'x' is no lease",
        "DELETE|services/orders|{}|405|allowed here: GET",
        "GET|services/orders/instances/a|{}|405|allowed here: PUT",
        "GET|elsewhere|{}|404|path: there is nothing here",
      })
  void whatIsWrongIsToldInOneLine(String method, String path, String body, int status, String line)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(line);
    assertThat(answer.body().lines()).allMatch(each -> each.length() < 400).hasSizeBetween(1, 2);
    assertThat(live.onTimeline(registry::revision)).isEqualTo(1);
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    String spaces = " ".repeat(RegistryApi.MOST_BYTES);
    assertThat(send("PUT", "services/orders/instances/a", spaces + BODY).statusCode())
        .isEqualTo(413);
  }

  @Test
  void aNameThatOnlyPointsHereIsNotServed() throws Exception {
    assertThat(raw("GET /v1/services HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ");
    assertThat(raw("GET /v1/services HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void itListensOnThisMachineOnly() throws IOException {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    assertThat(other.isLoopbackAddress()).isTrue();
    try (var socket = new Socket()) {
      assertThat(
              catchThrowable(
                  () -> socket.connect(new InetSocketAddress(other, server.port()), 1_000)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aRegistryThatIsAwayIsUnavailable() throws Exception {
    live.onTimeline(() -> {
      registry.goAway();
      return true;
    });
    assertThat(send("GET", "services/orders", null).statusCode()).isEqualTo(503);
    assertThat(send("PUT", "services/orders/instances/a", BODY).statusCode()).isEqualTo(503);
    assertThat(send("GET", "services/orders/watch?epoch=1&from=1", null).statusCode())
        .isEqualTo(503);
  }

  @Test
  void anotherProcessDiscoversThroughIt() throws Exception {
    send("PUT", "services/orders/instances/a", BODY);
    var spec = new SourceSpec.HttpRegistry(URI.create("http://127.0.0.1:" + server.port()));
    var source = new HttpRegistrySource(live.timeline, "orders", spec.url());
    // So long between polls that what is heard quickly was told by the watch.
    DiscoverySettings settings = Live.quick().withPolls(Duration.ofMinutes(5), Duration.ZERO);
    var discovery = live.discover(source, settings);
    live.awaitMembers("a");
    live.await("a watch", () -> live.view(discovery).state().word().equals("watching"));

    send("PUT", "services/orders/instances/b", BODY);
    live.awaitMembers("a", "b");
    assertThat(live.view(discovery).lagNanos()).isBetween(0L, 5_000_000_000L);
    live.onTimeline(() -> {
      registry.list("orders");
      long lease = registry.view(Duration.ofSeconds(1)).lease("orders", "a").orElseThrow().lease();
      return registry.deregister(lease);
    });
    live.awaitMembers("b");

    int port = server.port();
    server.close();
    live.await("that it is cut off", () -> live.view(discovery).stale());
    assertThat(live.members).containsOnlyKeys("b");
    server = opened(port);
    live.await("the watch again", () -> !live.view(discovery).stale());
    send("PUT", "services/orders/instances/c", BODY);
    live.awaitMembers("b", "c");
    live.onTimeline(() -> {
      discovery.stop();
      return true;
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"epoch\": 1, \"revision\": 0, \"instances\": []}",
        "{\"epoch\": 1, \"revision\": 1, \"instances\": [{\"id\": \"a\"}]}",
      })
  void aSenselessAnswerIsNoList(String answer) {
    assertThatExceptionOfType(BadMessageException.class)
        .isThrownBy(() -> RegistryReader.listing(answer));
  }

  private RegistryServer opened(int port) {
    try {
      return RegistryServer.open(registry, live.timeline, RegistryServer.LOOPBACK, port);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws Exception {
    return client.send(request(method, path, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, @Nullable String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/" + path))
        .timeout(Duration.ofSeconds(25))
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] answer = new byte[200];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
  }
}
