package dev.steelyard.client;

import static dev.steelyard.client.Fixture.LONG_SECONDS;
import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.get;
import static dev.steelyard.client.Fixture.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BalancedHttpClientTest {
  @Test
  void aNameOfAPoolLeadsToItsNodesInTurn() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN.withStrategy(new RoundRobinSpec()),
            TestNode.well("a"),
            TestNode.well("b"),
            TestNode.well("c"))) {
      var counts = new TreeMap<String, Integer>();
      for (int i = 0; i < 9; i++) {
        HttpResponse<String> response =
            fixture.client.send(get("http://orders/"), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        counts.merge(response.body(), 1, Integer::sum);
      }

      assertThat(counts.toString()).isEqualTo("{a=3, b=3, c=3}");
    }
  }

  @Test
  void theResponseTellsWhatWasAskedForAndNotWhoAnswered() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.well("a"))) {
      var request = get("http://Orders/api/x?y=%20z");

      HttpResponse<String> response = fixture.client.send(request, BodyHandlers.ofString());

      assertThat(response.uri()).isEqualTo(URI.create("http://Orders/api/x?y=%20z"));
      assertThat(response.request()).isSameAs(request);
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(response.previousResponse()).isEmpty();
      assertThat(response.sslSession()).isEmpty();
      assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(1);
      assertThat(response).hasToString("(GET http://Orders/api/x?y=%20z) 200");
    }
  }

  @Test
  void pathAndQueryArriveAsTheyAreBehindThePathOfTheNode() throws Exception {
    try (var node = TestNode.well("a");
        var fixture =
            new Fixture(
                PLAIN,
                builder -> builder,
                List.of(new NodeAddress("a", URI.create(node.uri() + "/base/"))))) {
      for (String path : List.of("/api/%2Fx/../y;z?q=%26&r", "/", "", "?q", "//x")) {
        fixture.client.send(get("http://orders" + path), BodyHandlers.discarding());
      }

      assertThat(node.asked.stream().map(TestNode.Asked::uri))
          .containsExactly(
              "/base/api/%2Fx/../y;z?q=%26&r", "/base/", "/base/", "/base/?q", "/base//x");
    }
  }

  @Test
  void headersAndBodyArrive() throws Exception {
    try (var node = TestNode.well("a");
        var fixture = new Fixture(PLAIN, node)) {
      fixture.client.send(
          to("http://orders/pay")
              .header("X-One", "1")
              .header("X-One", "2")
              .POST(BodyPublishers.ofString("paid"))
              .build(),
          BodyHandlers.discarding());

      TestNode.Asked asked = node.asked.getFirst();
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.body()).isEqualTo("paid");
      assertThat(asked.headers().get("X-one")).containsExactly("1", "2");
      assertThat(asked.header("Content-length")).isEqualTo("4");
      assertThat(asked.header("Host")).isEqualTo("127.0.0.1:" + node.port());
    }
  }

  @Test
  void aRequestWithoutBodySaysNothingOfOne() throws Exception {
    try (var node = new TestNode("a", exchange -> TestNode.text(exchange, 200, ""));
        var fixture = new Fixture(PLAIN, node)) {
      for (var request :
          List.of(
              to("http://orders/").GET(),
              to("http://orders/").HEAD(),
              to("http://orders/").DELETE(),
              to("http://orders/").method("OPTIONS", BodyPublishers.noBody()))) {
        fixture.client.send(request.build(), BodyHandlers.discarding());
      }

      assertThat(node.asked.stream().map(TestNode.Asked::method))
          .containsExactly("GET", "HEAD", "DELETE", "OPTIONS");
      assertThat(node.asked.getFirst().headers()).doesNotContainKey("Content-length");
    }
  }

  @Test
  void everyKindOfBodyHandlerWorks(@TempDir Path folder) throws Exception {
    try (var fixture =
        new Fixture(PLAIN, new TestNode("a", e -> TestNode.text(e, 200, "one\ntwo\n")))) {
      HttpClient client = fixture.client;
      var request = get("http://orders/");

      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).hasSize(8);
      try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
        assertThat(lines).containsExactly("one", "two");
      }
      try (InputStream stream = client.send(request, BodyHandlers.ofInputStream()).body()) {
        assertThat(stream.readAllBytes()).hasSize(8);
      }
      Path file = client.send(request, BodyHandlers.ofFile(folder.resolve("x"))).body();
      assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
      assertThat(client.send(request, BodyHandlers.replacing("x")).body()).isEqualTo("x");
      assertThat(client.send(request, BodyHandlers.discarding()).body()).isNull();
      fixture.awaitEnds(6);
      assertThat(fixture.ends()).containsOnly("status-200");
    }
  }

  @Test
  void manyAtOnceAreAllAnswered() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.well("a"), TestNode.well("b"))) {
      var all =
          Stream.generate(
                  () -> fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString()))
              .limit(300)
              .toList();

      for (var each : all) {
        assertThat(each.get(LONG_SECONDS, SECONDS).body()).isIn("a", "b");
      }
      fixture.awaitEnds(300);
      assertThat(fixture.ends()).containsOnly("status-200");
    }
  }

  @Test
  void whatIsNoPoolGoesStraight() throws Exception {
    try (var outside = TestNode.well("outside");
        var fixture = new Fixture(PLAIN, TestNode.well("a"))) {
      HttpResponse<String> response =
          fixture.client.send(get(outside.uri() + "/x"), BodyHandlers.ofString());
      HttpResponse<String> later =
          fixture
              .client
              .sendAsync(get(outside.uri() + "/y"), BodyHandlers.ofString())
              .get(LONG_SECONDS, SECONDS);

      assertThat(response.body()).isEqualTo("outside");
      assertThat(later.uri()).isEqualTo(URI.create(outside.uri() + "/y"));
      assertThat(fixture.events).isEmpty();
    }
  }

  @Test
  void aNameWithAPortIsAHostAndNoPool() throws Exception {
    try (var node = TestNode.well("a");
        var fixture =
            new Fixture(
                PLAIN, builder -> builder.pool("localhost", node.uri()), TestNode.well("b"))) {
      fixture.client.send(get("http://localhost/"), BodyHandlers.discarding());
      assertThatThrownBy(
              () -> fixture.client.send(get("http://orders:1/"), BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);

      assertThat(node.asked).hasSize(1);
    }
  }

  @Test
  void tlsIsNotLeftUnnoticed() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.well("a"))) {
      assertThatThrownBy(
              () -> fixture.client.send(get("https://orders/"), BodyHandlers.discarding()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("pool 'orders': https://orders/ asks for TLS, but node a (");
    }
  }

  @Test
  void settingsAreThoseOfTheBuilder() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN,
            builder ->
                builder
                    .connectTimeout(Duration.ofSeconds(3))
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .executor(Runnable::run)
                    .version(HttpClient.Version.HTTP_1_1),
            TestNode.well("a"))) {
      HttpClient client = fixture.client;

      assertThat(client.connectTimeout()).hasValue(Duration.ofSeconds(3));
      assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NORMAL);
      assertThat(client.executor()).isPresent();
      assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(client.cookieHandler()).isEmpty();
      assertThat(client.proxy()).isEmpty();
      assertThat(client.authenticator()).isEmpty();
      assertThat(client.sslContext()).isNotNull();
      assertThat(client.sslParameters()).isNotNull();
      assertThat(client.send(get("http://orders/"), BodyHandlers.ofString()).body())
          .isEqualTo("a"); // On an executor that runs everything where it is handed in.
      assertThat(client).hasToString("BalancedHttpClient[orders]");
    }
  }

  @Test
  void anAuthenticatorIsAskedForTheNode() throws Exception {
    try (var node =
            new TestNode(
                "a",
                exchange -> {
                  boolean known = exchange.getRequestHeaders().containsKey("Authorization");
                  exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                  TestNode.text(exchange, known ? 200 : 401, known ? "known" : "stranger");
                });
        var fixture =
            new Fixture(
                PLAIN,
                builder ->
                    builder.authenticator(
                        new Authenticator() {
                          @Override
                          protected PasswordAuthentication getPasswordAuthentication() {
                            return new PasswordAuthentication(
                                getRequestingHost(), "secret".toCharArray());
                          }
                        }),
                node)) {
      HttpResponse<String> response =
          fixture.client.send(
              to("http://orders/").POST(BodyPublishers.ofString("body")).build(),
              BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("known");
      assertThat(node.asked.getLast().header("Authorization"))
          .isEqualTo(
              "Basic " + Base64.getEncoder().encodeToString("127.0.0.1:secret".getBytes(UTF_8)));
      assertThat(node.asked.getLast().body()).isEqualTo("body");
    }
  }

  @Test
  void badPoolsAndNodesAreRefusedAtOnce() {
    BalancedHttpClientBuilder builder = BalancedHttpClient.newBuilder().pool("orders");

    assertThatThrownBy(() -> builder.pool("or_ders")).hasMessageContaining("is no name of a host");
    assertThatThrownBy(() -> builder.pool("a b")).hasMessageContaining("is no name of a host");
    assertThatThrownBy(() -> builder.pool("ORDERS")).hasMessageContaining("there is 'ORDERS'");
    assertThatThrownBy(() -> builder.pool("x", "ftp://h")).hasMessageContaining("must begin with");
    assertThatThrownBy(() -> builder.pool("x", "http://h/?q")).hasMessageContaining("no query");
    assertThatThrownBy(() -> NodeAddress.of("http://h").withWeight(0))
        .hasMessage("weight: 0 must be from 1 to 1000");
    assertThatThrownBy(() -> NodeAddress.of("http://h").withHealthPort(0))
        .hasMessage("healthPort 0 must be from 1 to 65535");
    assertThatThrownBy(() -> builder.pool("x", "http://h", "http://h:80").build())
        .hasMessage("nodes: the id 'h-80' is there twice");
    assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
