package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nodes that answer with what is no answer, or with more than one.
@Timeout(120)
class MaliciousNodeTest {
  private static final BalancerSettings ONCE =
      DoorBench.RETRIED.withRetry(Optional.empty()).withTimeout(Duration.ofSeconds(5));
  private static final String SECOND = RawNode.answer("200 OK", "smuggled", "X-Smuggled: yes");

  private RawNode node;
  private DoorBench bench;

  @BeforeEach
  void open() throws IOException {
    node = RawNode.ok("fine");
    bench = DoorBench.open(ONCE, node.port());
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
    node.close();
  }

  /// Answers the first request with this, and all others well.
  private void answersFirst(String bytes, boolean thenEnds) {
    node.does((head, socket) -> {
      boolean attacked = head.startsWith("GET /attack");
      RawNode.write(socket, attacked ? bytes : RawNode.answer("200 OK", "fine"));
      if (attacked && thenEnds) {
        throw new IOException("ended");
      }
    });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noAnswers")
  void whatIsNoAnswerIsA502(String name, String answer) throws IOException {
    answersFirst(answer, true);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer()).startsWith("HTTP/1.1 502 ");
      assertThat(client.get("/next").answer()).startsWith("HTTP/1.1 200 ").endsWith("fine");
    }
    nothingIsLeft();
  }

  static Stream<Arguments> noAnswers() {
    String ok = "HTTP/1.1 200 OK\r\n";
    return Stream.of(
        arguments("nothing", ""),
        arguments("an empty line", "\r\n\r\n"),
        arguments("no HTTP", "SSH-2.0-OpenSSH_9\r\n\r\n"),
        arguments("no status", "HTTP/1.1\r\n\r\n"),
        arguments("a status of letters", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
        arguments("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
        arguments("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
        arguments("a status below 100", "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n"),
        arguments("HTTP/9.9", "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"),
        arguments("NUL in a field", ok + "X: a\u0000b\r\nContent-Length: 0\r\n\r\n"),
        arguments("a space before a colon", ok + "Content-Length : 0\r\n\r\n"),
        arguments("a folded field", ok + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n"),
        arguments("no colon", ok + "X\r\nContent-Length: 0\r\n\r\n"),
        arguments(
            "a length and chunks",
            ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        arguments(
            "chunks and a length",
            ok + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
        arguments("two lengths", ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"),
        arguments("a list of lengths", ok + "Content-Length: 3, 4\r\n\r\nabc"),
        arguments("a length below zero", ok + "Content-Length: -3\r\n\r\nabc"),
        arguments("a length that is none", ok + "Content-Length: x\r\n\r\nabc"),
        arguments("a length past 64 bits", ok + "Content-Length: 99999999999999999999\r\n\r\nabc"),
        arguments("another coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        arguments("an unknown coding", ok + "Transfer-Encoding: x\r\n\r\nabc"),
        arguments("chunked twice", ok + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        arguments(
            "a switch nobody asked for",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nhello"),
        arguments(
            "a huge field", ok + "X: " + "x".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n"),
        arguments("many fields", ok + "X: y\r\n".repeat(50_000) + "Content-Length: 0\r\n\r\n"),
        arguments("a long first line", "HTTP/1.1 200 " + "x".repeat(100_000) + "\r\n\r\n"),
        arguments("half a head", ok + "Content-Le"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void anAnswerThatGoesWrongReachesTheClientBrokenOff(String name, String answer)
      throws IOException {
    answersFirst(answer, true);
    try (var client = new RawPeer(bench.port())) {
      String received = client.get("/attack").untilItEnds();

      assertThat(received).startsWith("HTTP/1.1 200 ").doesNotContain("\r\n0\r\n\r\n");
    }
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/next").answer()).endsWith("fine");
    }
    nothingIsLeft();
  }

  static Stream<Arguments> broken() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
    return Stream.of(
        arguments("fewer bytes than it says", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
        arguments("a size that is none", chunked + "x\r\nabc\r\n0\r\n\r\n"),
        arguments("a size below zero", chunked + "-1\r\nabc\r\n0\r\n\r\n"),
        arguments("a size past 64 bits", chunked + "fffffffffffffffff\r\nabc\r\n"),
        arguments("more bytes than the size", chunked + "2\r\nabc\r\n0\r\n\r\n"),
        arguments("no last chunk", chunked));
  }

  @Test
  void aSecondAnswerIsNobodys() throws IOException {
    answersFirst(RawNode.answer("200 OK", "first") + SECOND, false);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer()).endsWith("first");
      for (int i = 0; i < 5; i++) {
        assertThat(client.get("/next").answer())
            .doesNotContain("muggled")
            .matches("(?s)HTTP/1.1 (200|502) .*");
      }
    }
    nothingIsLeft();
  }

  @Test
  void aSecondAnswerInABodyStaysABody() throws IOException {
    answersFirst(
        "HTTP/1.1 200 OK\r\nContent-Length: " + SECOND.length() + "\r\n\r\n" + SECOND, false);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer()).endsWith("\r\n\r\n" + SECOND);
      assertThat(client.get("/next").answer()).endsWith("fine");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodiless")
  void whatMayHaveNoBodyHasNone(int status, String method) throws IOException {
    node.does((head, socket) ->
        RawNode.write(
            socket,
            head.contains("/attack")
                ? "HTTP/1.1 "
                    + status
                    + " X\r\nContent-Length: "
                    + SECOND.length()
                    + "\r\n\r\n"
                    + SECOND
                : RawNode.answer("200 OK", "fine")));
    try (var client = new RawPeer(bench.port())) {
      client.send(method + " /attack HTTP/1.1\r\nHost: d\r\n\r\n");
      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 " + status + " ").doesNotContain("X-Smuggled");
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("/next").answer())
            .doesNotContain("muggled")
            .matches("(?s)HTTP/1.1 (200|502) .*");
      }
    }
    nothingIsLeft();
  }

  static Stream<Arguments> bodiless() {
    return Stream.of(arguments(204, "GET"), arguments(304, "GET"), arguments(200, "HEAD"));
  }

  @Test
  void anAnswerToTheEndOfTheConnectionIsWhole() throws IOException {
    answersFirst("HTTP/1.1 200 OK\r\n\r\nto the end", true);
    try (var client = new RawPeer(bench.port())) {
      client.send("GET /attack HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n");
      assertThat(client.untilItEnds()).startsWith("HTTP/1.1 200 ").contains("to the end");
    }
    nothingIsLeft();
  }

  @Test
  void aFloodOfInterimAnswersEnds() throws IOException {
    node.does((head, socket) -> {
      while (true) {
        RawNode.write(socket, "HTTP/1.1 102 Processing\r\n\r\n".repeat(100));
      }
    });
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer()).startsWith("HTTP/1.1 502 ");
      await(() -> node.ended.get() == 1);
    }
    nothingIsLeft();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "100 Continue",
        "102 Processing",
        "103 Early Hints\r\nLink: </style.css>",
        "199 X",
        "100 A\r\n\r\nHTTP/1.1 100 B\r\n\r\nHTTP/1.1 103 C\r\nLink: x"
      })
  void interimAnswersArePassedOver(String interim) throws IOException {
    answersFirst("HTTP/1.1 " + interim + "\r\n\r\n" + RawNode.answer("200 OK", "final"), false);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("final")
          .doesNotContain("Link");
      assertThat(client.get("/next").answer()).endsWith("fine");
    }
    assertThat(node.ended).hasValue(0);
  }

  @Test
  void fieldsOfTheConnectionAndTheBalancersOwnAreNotTheNodesToSend() throws IOException {
    answersFirst(
        RawNode.answer(
            "200 OK",
            "fine",
            "Connection: close, X-Private",
            "X-Private: y",
            "Keep-Alive: timeout=1",
            "Proxy-Authenticate: Basic",
            "Upgrade: h2c",
            "Steelyard-Node: other",
            "Steelyard-Attempts: 99"),
        true);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer())
          .contains("Steelyard-Node: n0\r\n", "Steelyard-Attempts: 1\r\n")
          .doesNotContain(
              "X-Private", "Keep-Alive", "Proxy-Authenticate", "Upgrade", "other", "99", "close");
      assertThat(client.get("/next").answer()).endsWith("fine");
    }
  }

  @Test
  void aNodeCannotCutInALineOfItsOwn() throws IOException {
    answersFirst("HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=c\r\nContent-Length: 0\r\n\r\n", true);
    try (var client = new RawPeer(bench.port())) {
      assertThat(client.get("/attack").answer()).doesNotContain("\rSet-Cookie", "\nSet-Cookie");
    }
  }

  /// Every request has ended, and every attempt.
  private void nothingIsLeft() {
    await(() ->
        bench.of(Event.RequestStarted.class).size() == bench.of(Event.RequestEnded.class).size());
    await(() ->
        bench.of(Event.AttemptStarted.class).size() == bench.of(Event.AttemptEnded.class).size());
  }
}
