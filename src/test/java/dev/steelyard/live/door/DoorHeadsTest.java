package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.RETRIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What nodes and clients get to read of each other's heads.
@Timeout(120)
class DoorHeadsTest {
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

  /// What the node gets if a client sends this.
  private List<String> passed(String path, String... fields) throws IOException {
    try (var bench = DoorBench.open(RETRIED, true, 100, "/base", node.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get(path, fields).answer()).startsWith("HTTP/1.1 200 OK");
      return node.heads.getLast().lines().filter(line -> !line.isEmpty()).toList();
    }
  }

  @Test
  void pathAndQueryGoOnLetterByLetterBehindTheBaseOfTheNode() throws IOException {
    String path = "/a//b/%2F%c3%A4/~x;v=1,2/?q=%20+&r[]={|}&r=a/../b";

    assertThat(passed(path).getFirst()).isEqualTo("GET /base" + path + " HTTP/1.1");
  }

  @Test
  void theAbsoluteFormBecomesTheUsualOne() throws IOException {
    assertThat(passed("http://door.example/a?b").getFirst()).isEqualTo("GET /base/a?b HTTP/1.1");
  }

  @Test
  void theNodeLearnsWhoAsksOfWhom() throws IOException {
    assertThat(passed("/"))
        .contains(
            "Host: door.example",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Host: door.example",
            "Forwarded: for=127.0.0.1;proto=http;host=\"door.example\"",
            "Via: 1.1 steelyard");
  }

  @Test
  void whatTheClientSaysOfProxiesIsNotBelieved() throws IOException {
    List<String> head =
        passed(
            "/",
            "X-Forwarded-For: 6.6.6.6",
            "x-forwarded-proto: https",
            "X_Forwarded_For: 6.6.6.6",
            "X-Forwarded-Prefix: /evil",
            "X-Real-IP: 6.6.6.6",
            "Forwarded: for=6.6.6.6",
            "Content_Length: 6",
            "Via: 1.0 before");

    assertThat(head).noneMatch(line -> line.contains("6.6.6.6"));
    assertThat(head).noneMatch(line -> line.contains("evil") || line.contains("https"));
    assertThat(head).noneMatch(line -> line.contains("_"));
    assertThat(head).contains("Via: 1.0 before, 1.1 steelyard");
  }

  @Test
  void whatIsOfTheConnectionStaysHere() throws IOException {
    List<String> head =
        passed(
            "/",
            "Connection: keep-alive, X-Hop",
            "Keep-Alive: timeout=5",
            "Proxy-Connection: keep-alive",
            "Proxy-Authorization: Basic eA==",
            "TE: trailers",
            "X-Hop: 1",
            "X-End: 2",
            "Authorization: Bearer x",
            "X-Empty:");

    assertThat(head).contains("X-End: 2", "Authorization: Bearer x");
    assertThat(head)
        .map(line -> line.toLowerCase(Locale.ROOT).replaceAll(":.*", ""))
        .contains("x-empty")
        .doesNotContain(
            "connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "x-hop");
  }

  @Test
  void severalFieldsOfANameStayInTheirOrder() throws IOException {
    assertThat(passed("/", "X-A: 1", "X-B: 2", "X-A: 3"))
        .containsSubsequence("X-A: 1", "X-B: 2", "X-A: 3");
  }

  @Test
  void theClientGetsTheNodesFieldsButForThoseOfTheConnection() throws IOException {
    node.does((head, socket) ->
        RawNode.write(
            socket,
            RawNode.answer(
                "200 Quite Fine",
                "x",
                "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                "Server: mine",
                "Set-Cookie: a=1",
                "Set-Cookie: b=2",
                "Keep-Alive: timeout=5",
                "Connection: X-Hop, Set-Cookie",
                "X-Hop: 1")));
    try (var bench = DoorBench.open(RETRIED, node.port());
        var client = new RawPeer(bench.port())) {
      String answer = client.get("/").answer();

      assertThat(answer)
          .contains(
              "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
              "Server: mine\r\n",
              "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n")
          .doesNotContain("Keep-Alive", "X-Hop");
      assertThat(answer.split("Date:", -1)).hasSize(2);
    }
  }

  @Test
  void aTransferCodingThatNobodyUndidIsA502() throws IOException {
    node.does((head, socket) ->
        RawNode.write(
            socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"));
    try (var bench = DoorBench.open(RETRIED, node.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
    }
  }
}
