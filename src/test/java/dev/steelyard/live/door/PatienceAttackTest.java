package dev.steelyard.live.door;

import static dev.steelyard.live.door.DoorBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that take their time, to keep the door busy with nothing.
@Timeout(120)
class PatienceAttackTest {
  private static final Duration LONG = Duration.ofSeconds(DoorBench.LONG_SECONDS);
  private static final Duration SHORT = Duration.ofMillis(300);

  private Siege siege;

  @BeforeEach
  void open() throws IOException {
    siege = new Siege();
  }

  @AfterEach
  void close() throws IOException {
    siege.close();
  }

  @Test
  void aHeadThatDripsIsCutOffHoweverSteadilyItComes() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(LONG, SHORT));
        var client = new RawPeer(door.port())) {
      client.send("GET /p HTTP/1.1\r\nHost: d\r\nX: ");
      String answer = client.dripUntilAnswered('y');

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Connection: close");
      await(() -> door.connections() == 0);
      assertThat(siege.bench.of(Event.AttemptStarted.class)).isEmpty();
    }
  }

  @Test
  void emptyLinesThatDripAreCutOffToo() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(LONG, SHORT));
        var client = new RawPeer(door.port())) {
      client.send("\r\n");

      assertThat(client.dripUntilAnswered('\n')).startsWith("HTTP/1.1 4");
      await(() -> door.connections() == 0);
    }
  }

  @Test
  void theHeadOfALaterRequestMayNotDripEither() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(LONG, SHORT));
        var client = new RawPeer(door.port())) {
      client.send(Siege.get("/one"));
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("/one");
      client.send("GET /two HTTP/1.1\r\nHost: d\r\nX: ");

      assertThat(client.dripUntilAnswered('y')).startsWith("HTTP/1.1 408 ");
      await(() -> door.connections() == 0);
      assertThat(siege.node.taken).extracting(Taken::target).containsExactly("/one");
    }
  }

  @Test
  void whoSaysNothingIsLeft() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(SHORT, LONG));
        var client = new RawPeer(door.port())) {
      assertThat(client.untilItEnds()).isEmpty();
      await(() -> door.connections() == 0);
    }
  }

  @Test
  void whoStopsAmidAHeadIsLeft() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(SHORT, LONG));
        var client = new RawPeer(door.port())) {
      String answer = client.send("GET /p HTTP/1.1\r\nHost: d\r\nX: ").untilItEnds();

      assertThat(answer).matches("(?s)|HTTP/1.1 408 .*");
      await(() -> door.connections() == 0);
      assertThat(siege.bench.of(Event.AttemptStarted.class)).isEmpty();
    }
  }

  @Test
  void whoStopsAmidABodyGetsA408AndItsAttemptIsCalledOff() throws IOException {
    try (FrontDoor door = siege.bench.another(new Patience(SHORT, LONG));
        var client = new RawPeer(door.port())) {
      String answer = client.send(Siege.post("Content-Length: 10", "abc")).untilItEnds();

      assertThat(answer).startsWith("HTTP/1.1 408 ");
      await(() -> door.connections() == 0);
      await(() -> siege.bench.of(Event.RequestEnded.class).size() == 1);
      assertThat(siege.bench.of(Event.RequestEnded.class))
          .extracting(Event.RequestEnded::outcome)
          .containsExactly(Failure.CLIENT_GONE);
      assertThat(siege.node.taken).isEmpty();
      assertThat(siege.node.faults).isEmpty();
    }
  }

  @Test
  void whoWaitsForANodeIsNotIdle() throws IOException {
    try (var slow =
            new RawNode((head, socket) -> {
              RawNode.readUntil(socket, "go");
              RawNode.write(socket, RawNode.answer("200 OK", "late"));
            });
        var bench = DoorBench.open(DoorBench.RETRIED.withRetry(Optional.empty()), slow.port());
        FrontDoor door = bench.another(new Patience(SHORT, SHORT));
        var idle = new RawPeer(door.port());
        var client = new RawPeer(door.port())) {
      client.send("POST /p HTTP/1.1\r\nHost: d\r\nContent-Length: 2\r\n\r\ng");
      await(() -> slow.heads.size() == 1);
      client.send("o");

      assertThat(client.answer()).endsWith("late");
      assertThat(idle.untilItEnds()).isEmpty();
    }
  }
}
