package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.RETRIED;
import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies on their way to nodes and back.
@Timeout(120)
class DoorBodiesTest {
  private static final String CHUNKED =
      "POST /up HTTP/1.1\r\nHost: door\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String OK = RawNode.answer("200 OK", "fine");

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final RawNode first = node();
  private final RawNode second = node();

  private RawNode node() {
    try {
      return new RawNode((head, socket) -> {
        bodies.add(body(head, socket));
        RawNode.write(socket, OK);
      });
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String body(String head, java.net.Socket socket) throws IOException {
    if (head.contains("chunked")) {
      return RawNode.readUntil(socket, "0\r\n\r\n");
    }
    return RawNode.read(socket, Integer.parseInt(field(head, "Content-Length")));
  }

  private static String field(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("0");
  }

  @AfterEach
  void close() throws IOException {
    first.close();
    second.close();
  }

  private DoorBench both() throws IOException {
    return DoorBench.open(RETRIED, first.port(), second.port());
  }

  private static String post(String body, String... fields) {
    return request("POST", body, fields);
  }

  private static String request(String method, String body, String... fields) {
    return method
        + " /up HTTP/1.1\r\nHost: door\r\n"
        + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n")
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void aBodyOfKnownLengthKeepsIt() throws IOException {
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      assertThat(client.send(post("hello")).answer()).endsWith("fine");
      assertThat(bodies).containsExactly("hello");
    }
  }

  @Test
  void aChunkedBodyStaysChunkedAndLosesItsExtensionsAndTrailers() throws IOException {
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      client.send(CHUNKED + "3;x=y\r\nabc\r\n0\r\nX-Trailer: 1\r\nHost: evil\r\n\r\n");

      assertThat(client.answer()).endsWith("fine");
      assertThat(bodies).containsExactly("3\r\nabc\r\n0\r\n\r\n");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOnAndTheNodeIsNotAsked() throws IOException {
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      client.send(
          "POST /up HTTP/1.1\r\nHost: door\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("hello").answer()).endsWith("fine");
      assertThat(bodies).containsExactly("hello");
      assertThat(first.heads).noneMatch(head -> head.contains("Expect"));
      assertThat(second.heads).noneMatch(head -> head.contains("Expect"));
    }
  }

  @Test
  void aClientThatAsksFirstIsNotToldToGoOnIfThereIsNoNode() throws IOException {
    try (var bench = DoorBench.withoutNodes();
        var client = new RawPeer(bench.port())) {
      client.send(
          "POST /up HTTP/1.1\r\nHost: door\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

      assertThat(client.answer())
          .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
          .endsWith("no node takes requests now.\n");
    }
  }

  @Test
  void aSmallBodyIsSentOnceMoreAfterAnError() throws IOException {
    first.does((head, socket) -> {
      bodies.add(body(head, socket));
      RawNode.write(socket, RawNode.answer("503 No", ""));
    });
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      String body = "x".repeat(ClientBody.MOST_KEPT);
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(request("PUT", body)).answer()).endsWith("fine");
      }
      assertThat(bodies).hasSize(3).containsOnly(body);
    }
  }

  @Test
  void aPostIsNotSentTwice() throws IOException {
    RawNode.Script failing =
        (head, socket) -> {
          bodies.add(body(head, socket));
          RawNode.write(socket, RawNode.answer("503 No", "busy"));
        };
    first.does(failing);
    second.does(failing);
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      assertThat(client.send(post("hello")).answer()).startsWith("HTTP/1.1 503").endsWith("busy");
      assertThat(bodies).containsExactly("hello");
      assertThat(client.send(post("again", "idempotency-key: 7")).answer()).endsWith("busy");
      assertThat(bodies).containsExactly("hello", "again", "again", "again");
    }
  }

  @Test
  void aLargeBodyIsNotSentTwice() throws IOException {
    RawNode.Script failing =
        (head, socket) -> {
          bodies.add(body(head, socket));
          RawNode.write(socket, RawNode.answer("503 No", "busy"));
        };
    first.does(failing);
    second.does(failing);
    try (var bench = both();
        var client = new RawPeer(bench.port())) {
      String body = "x".repeat(ClientBody.MOST_KEPT + 1);

      assertThat(client.send(request("PUT", body)).answer()).endsWith("busy");
      assertThat(bodies).containsExactly(body);
      assertThat(bench.of(Event.AttemptWithheld.class))
          .extracting(Event.AttemptWithheld::reason)
          .containsExactly(Reason.BODY_TOO_LARGE);
    }
  }

  @Test
  void aNodeMayAnswerBeforeItHasGotAll() throws IOException {
    first.does((head, socket) ->
        RawNode.write(socket, RawNode.answer("413 Too Large", "too big", "Connection: close")));
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      client.send("POST /up HTTP/1.1\r\nHost: door\r\nContent-Length: 1000000\r\n\r\nbeginning");

      assertThat(client.answer()).startsWith("HTTP/1.1 413").endsWith("too big");
      await(() -> bench.of(Event.RequestEnded.class).size() == 1);
      assertThat(bench.of(Event.RequestEnded.class).getFirst().outcome().label())
          .isEqualTo("status-413");
    }
  }

  @Test
  void aBodyThatIsNonsenseIsTheClientsFault() throws IOException {
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      client.send(CHUNKED + "3\r\nabc\r\nzz\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 400 Bad Request\r\n");
      await(() -> bench.of(Event.RequestEnded.class).size() == 1);
      assertThat(bench.of(Event.AttemptEnded.class))
          .extracting(Event.AttemptEnded::outcome)
          .containsOnly(Failure.CANCELLED);
    }
  }

  @Test
  void aClientThatGoesAmidItsBodyCallsItsAttemptOff() throws IOException {
    try (var bench = DoorBench.open(RETRIED, first.port())) {
      try (var client = new RawPeer(bench.port())) {
        client.send("POST /up HTTP/1.1\r\nHost: door\r\nContent-Length: 100\r\n\r\nhalf");
        await(() -> !first.heads.isEmpty());
      }
      await(() -> bench.of(Event.RequestEnded.class).size() == 1);
      assertThat(bench.of(Event.AttemptEnded.class))
          .extracting(Event.AttemptEnded::outcome)
          .containsExactly(Failure.CANCELLED);
      await(() -> first.ended.get() == 1);
      assertThat(bodies).isSubsetOf("half");
    }
  }

  @Test
  void aSlowClientHoldsTheNodeBackAndOneThatGoesStopsIt() throws IOException {
    var written = new AtomicLong();
    String megabyte = "x".repeat(1 << 20);
    first.does((head, socket) -> {
      RawNode.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
      for (int i = 0; i < 1024; i++) {
        RawNode.write(socket, megabyte);
        written.addAndGet(megabyte.length());
      }
    });
    try (var bench = DoorBench.open(RETRIED, first.port())) {
      try (var client = new RawPeer(bench.port())) {
        assertThat(client.get("/").head()).contains("Content-Length: 1073741824");
        awaitRest(written);
        long stopped = written.get();

        assertThat(stopped).isLessThan(64L << 20); // What the buffers of four sockets hold.
      }
      await(() -> bench.of(Event.RequestEnded.class).size() == 1);
      await(() -> first.ended.get() == 1);
      assertThat(bench.of(Event.RequestEnded.class).getFirst().outcome())
          .isEqualTo(Failure.CLIENT_GONE);
    }
  }

  /// Waits until the node has written nothing for a while, since nobody takes more.
  private static void awaitRest(AtomicLong written) {
    long[] last = {-1};
    int[] same = {0};
    await(() -> {
      long now = written.get();
      same[0] = now == last[0] ? same[0] + 1 : 0;
      last[0] = now;
      return now > 0 && same[0] > 400;
    });
  }

  @Test
  void answersWithoutABodyHaveNone() throws IOException {
    first.does((head, socket) -> {
      if (head.startsWith("HEAD")) {
        RawNode.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
      } else if (head.startsWith("GET /204")) {
        RawNode.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
      } else if (head.startsWith("GET /304")) {
        RawNode.write(socket, "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
      } else {
        RawNode.write(socket, OK);
      }
    });
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      client.send("HEAD / HTTP/1.1\r\nHost: door\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 1000");
      assertThat(client.get("/204").head()).startsWith("HTTP/1.1 204 No Content");
      assertThat(client.get("/304").head())
          .startsWith("HTTP/1.1 304 Not Modified")
          .contains("ETag: \"1\"");
      assertThat(client.get("/").answer()).endsWith("fine");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Who Knows"})
  void anInterimAnswerIsNotTheAnswer(String interim) throws IOException {
    first.does((head, socket) ->
        RawNode.write(socket, "HTTP/1.1 " + interim + "\r\nLink: </a>\r\n\r\n" + OK));
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.get("/").answer())
            .startsWith("HTTP/1.1 200 OK")
            .doesNotContain("Link")
            .endsWith("fine");
      }
    }
  }

  @Test
  void theHeadDoesNotWaitForTheBody() throws IOException {
    first.does((head, socket) -> {
      RawNode.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      await(() -> bodies.contains("go on"));
      RawNode.write(socket, "2\r\nhi\r\n0\r\n\r\n");
    });
    try (var bench = DoorBench.open(RETRIED, first.port());
        var client = new RawPeer(bench.port())) {
      assertThat(client.get("/events").head()).startsWith("HTTP/1.1 200 OK");
      bodies.add("go on");
      assertThat(client.read()).isEqualTo('2');
    }
  }
}
