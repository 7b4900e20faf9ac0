package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.RETRIED;
import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whole clients at the door, and many of them.
@Timeout(120)
class DoorClientsTest {
  private final RawNode node = node();

  private static RawNode node() {
    try {
      return new RawNode((head, socket) -> {
        if (head.contains("chunked")) {
          String body = RawNode.readUntil(socket, "0\r\n\r\n");
          RawNode.write(socket, RawNode.answer("200 OK", "got " + body.length()));
        } else {
          RawNode.write(socket, RawNode.answer("200 OK", "fine"));
        }
      });
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterEach
  void close() throws IOException {
    node.close();
  }

  @Test
  void javasClientSpeaksHttp2AfterAnUpgrade() throws Exception {
    try (var bench = DoorBench.open(RETRIED, node.port());
        var client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + bench.port() + "/");
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
      }
      assertThat(answers)
          .allSatisfy(answer -> {
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).isEqualTo("fine");
            assertThat(answer.headers().firstValue("steelyard-node")).contains("n0");
          });
      assertThat(node.heads.getLast())
          .contains("Host: 127.0.0.1:" + bench.port(), "Via: 2.0 steelyard")
          .doesNotContain("Upgrade", "HTTP2-Settings");
    }
  }

  @Test
  void aBodyOverHttp2OfUnknownLengthIsChunkedToTheNode() throws Exception {
    try (var bench = DoorBench.open(RETRIED, node.port());
        var client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + bench.port() + "/");
      client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      var body = BodyPublishers.ofByteArrays(List.of(new byte[100_000]));

      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Integer.parseInt(answer.body().substring("got ".length()))).isGreaterThan(100_000);
    }
  }

  @Test
  void manyAtOnceAreAllServed() throws Exception {
    try (var bench = DoorBench.open(RETRIED, node.port());
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = URI.create("http://127.0.0.1:" + bench.port() + "/");
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(DoorBench.LONG_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("fine");
      }
    }
  }

  @Test
  void tooManyIdleConnectionsMakeRoomForNewOnes() throws IOException {
    List<RawPeer> idle = new ArrayList<>();
    try (var bench = DoorBench.open(RETRIED, true, 20, "", node.port())) {
      for (int i = 0; i < 60; i++) {
        var peer = new RawPeer(bench.port());
        idle.add(peer);
        assertThat(peer.get("/").answer()).endsWith("fine");
        assertThat(bench.door.connections()).isLessThanOrEqualTo(20);
      }
      assertThat(idle.getFirst().read()).isEqualTo(-1);
      assertThat(idle.getLast().get("/").answer()).endsWith("fine");
      await(() -> bench.door.connections() <= 20);
    } finally {
      for (RawPeer peer : idle) {
        peer.close();
      }
    }
  }
}
