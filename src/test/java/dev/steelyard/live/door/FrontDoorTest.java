package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.RETRIED;
import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.metrics.DoorRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the door does with answers of nodes, good and bad.
@Timeout(120)
class FrontDoorTest {
  private static final BalancerSettings HEDGED =
      RETRIED.withHedge(Optional.of(new AfterDelay(Duration.ofMillis(1))));

  private final RawNode first = node();
  private final RawNode second = node();

  private static RawNode node() {
    try {
      return RawNode.ok("fine");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterEach
  void close() throws IOException {
    first.close();
    second.close();
  }

  private DoorBench both() throws IOException {
    return DoorBench.open(RETRIED, first.port(), second.port());
  }

  @Test
  void anAnswerTellsItsNodeAndHowManyAttemptsItTook() throws IOException {
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      String answer = client.get("/a").answer();

      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Steelyard-Node: n0\r\n", "Steelyard-Attempts: 1\r\n", "Date: ")
          .endsWith("\r\n\r\nfine");
    }
  }

  @Test
  void itCanKeepThatToItself() throws IOException {
    first.does((head, socket) ->
        RawNode.write(socket, RawNode.answer("200 OK", "", "Steelyard-Node: secret")));
    try (var bench = DoorBench.open(RETRIED, false, 100, "", first.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/a").answer()).doesNotContain("Steelyard", "secret");
    }
  }

  @Test
  void aNodeThatRefusesIsReplacedByAnother() throws IOException {
    first.close();
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      for (int i = 0; i < 4; i++) {
        assertThat(client.get("/").answer()).contains("Steelyard-Node: n1").endsWith("fine");
      }
      assertThat(bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .containsOnly(Answer.OK);
    }
  }

  @Test
  void anErrorOfOneNodeNeverReachesTheClientIfAnotherAnswers() throws IOException {
    first.does((head, socket) ->
        RawNode.write(socket, RawNode.answer("503 Service Unavailable", "overloaded")));
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      for (int i = 0; i < 4; i++) {
        assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 OK").endsWith("fine");
      }
      await(() -> bench.of(Event.RequestEnded.class).size() == 4);
      assertThat(first.heads).isNotEmpty();
    }
  }

  @Test
  void theLastErrorIsPassedOnAsTheNodeGaveIt() throws IOException {
    RawNode.Script overloaded =
        (head, socket) ->
            RawNode.write(
                socket, RawNode.answer("503 Service Unavailable", "overloaded", "X-Reason: tired"));
    first.does(overloaded);
    second.does(overloaded);
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("X-Reason: tired", "Steelyard-Attempts: 3")
          .endsWith("\r\n\r\noverloaded");
    }
  }

  @Test
  void anErrorTooLargeToBeKeptBackIsPassedOnAndFinal() throws IOException {
    String body = "x".repeat(Relay.MOST_HELD + 1);
    RawNode.Script failing =
        (head, socket) -> RawNode.write(socket, RawNode.answer("500 Oops", body));
    first.does(failing);
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 500").endsWith("\r\n\r\n" + body);
    }
  }

  @Test
  void aNodeThatRefusesWithNoOtherLeftIsA502() throws IOException {
    try (var bench = DoorBench.open(RETRIED.withRetry(Optional.empty()), freePort());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer())
          .startsWith("HTTP/1.1 502 Bad Gateway\r\n")
          .contains("Steelyard-Attempts: 1", "Date: ")
          .endsWith("\r\n\r\n502 Bad Gateway: the node refused the connection.\n");
    }
  }

  @Test
  void aNodeThatDoesNotAnswerInTimeIsA504() throws IOException {
    first.does((head, socket) -> RawNode.readUntil(socket, "never"));
    BalancerSettings hurried =
        RETRIED.withTimeout(Duration.ofMillis(50)).withRetry(Optional.empty());
    try (var bench = DoorBench.open(hurried, first.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
    }
  }

  @Test
  void anAnswerThatIsNoHttpIsA502() throws IOException {
    first.does((head, socket) -> RawNode.write(socket, "This is no HTTP.\r\n\r\n"));
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/").answer()).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
      assertThat(bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .containsExactly(Failure.MALFORMED);
    }
  }

  @Test
  void anAnswerThatBreaksOffReachesTheClientBroken() throws IOException {
    first.does((head, socket) -> {
      RawNode.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
      throw new IOException("cut");
    });
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      String answer = client.get("/").rest();

      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\r\n0\r\n");
      assertThat(bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .containsExactly(Failure.TRUNCATED);
    }
  }

  @Test
  void ofTwoThatRaceTheFirstHeadWins() throws IOException {
    first.does((head, socket) -> RawNode.readUntil(socket, "never"));
    try (var bench = DoorBench.open(HEDGED, first.port(), second.port());
        var client = new RawPeer(bench.port())) {
      for (int i = 0; i < 4; i++) {
        assertThat(client.get("/").answer()).contains("Steelyard-Node: n1").endsWith("fine");
      }
    }
  }

  @Test
  void aClientThatGoesCallsItsAttemptOff() throws IOException {
    first.does((head, socket) -> RawNode.readUntil(socket, "never"));
    try (var bench = DoorBench.open(RETRIED, first.port())) {
      try (var client = new RawPeer(bench.port())) {
        client.get("/");
        await(() -> !first.heads.isEmpty());
      }
      await(() -> first.ended.get() == 1);
      await(() -> !bench.of(Event.RequestEnded.class).isEmpty());
      assertThat(bench.of(Event.AttemptEnded.class))
          .extracting(Event.AttemptEnded::outcome)
          .containsExactly(Failure.CANCELLED);
      assertThat(bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .containsExactly(Failure.CLIENT_GONE);
    }
  }

  @Test
  void aRequestThatCameEarlyIsServedAfterASlowOne() throws IOException {
    first.does((head, socket) -> {
      if (head.startsWith("GET /slow")) {
        await(() -> first.heads.size() == 1 && socket.isConnected());
        java.util.concurrent.locks.LockSupport.parkNanos(3 * Crossing.WATCHED_AFTER.toNanos());
      }
      RawNode.write(socket, RawNode.answer("200 OK", head.substring(4, 9)));
    });
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      client.get("/slow");
      await(() -> first.heads.size() == 1);
      client.get("/next").get("/last");

      assertThat(client.answer()).endsWith("/slow");
      assertThat(client.answer()).endsWith("/next");
      assertThat(client.answer()).endsWith("/last");
    }
  }

  @Test
  void theLatestRequestsAreRemembered() throws IOException {
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      client.get("/a?b=1").answer();
      await(() -> !bench.door.recent().isEmpty());

      assertThat(bench.door.recent())
          .singleElement()
          .returns("127.0.0.1", DoorRequest::client)
          .returns("GET", DoorRequest::method)
          .returns("/a?b=1", DoorRequest::path)
          .returns("n0", DoorRequest::node)
          .returns(1, DoorRequest::attempts)
          .returns(200, DoorRequest::status)
          .returns(4L, DoorRequest::bytes);
      assertThat(bench.door.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPortThatIsTakenIsToldWithWhatToDo() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        var bench = DoorBench.open(RETRIED, first.port())) {
      assertThat(bench.port()).isPositive();
      assertThatThrownBy(() -> bench.another(taken.getLocalPort(), true, 10))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("Choose another port");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
