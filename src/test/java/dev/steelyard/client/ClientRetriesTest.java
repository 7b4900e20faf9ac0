package dev.steelyard.client;

import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.RETRIED;
import static dev.steelyard.client.Fixture.get;
import static dev.steelyard.client.Fixture.nobody;
import static dev.steelyard.client.Fixture.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientRetriesTest {
  private static final int KEPT = 64 * 1024;

  @Test
  void aNodeThatRefusesIsFollowedByAnother() throws Exception {
    try (var well = TestNode.well("b");
        var fixture =
            new Fixture(RETRIED, builder -> builder, List.of(nobody("a"), well.address()))) {
      assertThat(fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body())
          .isEqualTo("b");

      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactly("a refused", "b status-200");
    }
  }

  @Test
  void theBodyOfAnAnswerThatIsRetriedNeverReachesTheCaller() throws Exception {
    try (var fixture = new Fixture(RETRIED, TestNode.answering("a", 503), TestNode.well("b"))) {
      var asked = new AtomicInteger();
      BodyHandler<String> counting =
          info -> {
            asked.incrementAndGet();
            return BodyHandlers.ofString().apply(info);
          };

      HttpResponse<String> response = fixture.client.send(get("http://orders/"), counting);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("b");
      assertThat(asked).hasValue(1);
      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactly("a status-503", "b status-200");
    }
  }

  @Test
  void theLastBadAnswerIsHandedOverWhole() throws Exception {
    try (var fixture =
        new Fixture(RETRIED, TestNode.answering("a", 503), TestNode.answering("b", 502))) {
      HttpResponse<String> response =
          fixture.client.send(get("http://orders/"), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).isEqualTo("503 from a");
      fixture.awaitEnds(1);
      assertThat(fixture.attempts())
          .containsExactly("a status-503", "b status-502", "a status-503");
    }
  }

  @Test
  void aLargeBadAnswerIsHandedOverWhole() throws Exception {
    String large = "x".repeat(1_000_000);
    try (var fixture = new Fixture(RETRIED, new TestNode("a", e -> TestNode.text(e, 500, large)))) {
      HttpResponse<String> response =
          fixture.client.send(get("http://orders/"), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEqualTo(large);
    }
  }

  @Test
  void aLargeBadAnswerThatIsRetriedIsNotReadToItsEnd() throws Exception {
    String large = "x".repeat(10_000_000);
    try (var fixture =
        new Fixture(
            RETRIED, new TestNode("a", e -> TestNode.text(e, 503, large)), TestNode.well("b"))) {
      for (int i = 0; i < 5; i++) {
        assertThat(fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body())
            .isEqualTo("b");
      }
    }
  }

  @Test
  void connectionsOfSmallAnswersThatWereDroppedAreUsedAgain() throws Exception {
    var ports = new java.util.concurrent.ConcurrentSkipListSet<Integer>();
    try (var bad =
            new TestNode(
                "a",
                exchange -> {
                  ports.add(exchange.getRemoteAddress().getPort());
                  TestNode.text(exchange, 503, "busy");
                });
        var fixture = new Fixture(RETRIED, bad, TestNode.well("b"))) {
      for (int i = 0; i < 20; i++) {
        fixture.client.send(get("http://orders/"), BodyHandlers.discarding());
      }

      assertThat(bad.asked).hasSize(20);
      assertThat(ports).hasSizeLessThan(10); // Some may still be on their way to being dropped.
    }
  }

  @Test
  void aPostIsRepeatedOnlyWithAKey() throws Exception {
    try (var fixture = new Fixture(RETRIED, TestNode.answering("a", 503), TestNode.well("b"))) {
      var plain = to("http://orders/").POST(BodyPublishers.ofString("pay")).build();
      var keyed =
          to("http://orders/")
              .header("idempotency-key", "1")
              .POST(BodyPublishers.ofString("pay"))
              .build();

      assertThat(fixture.client.send(plain, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
      assertThat(fixture.client.send(keyed, BodyHandlers.ofString()).body()).isEqualTo("b");
    }
  }

  @Test
  void aKeptBodyIsSentAgainWhole() throws Exception {
    String text = "é".repeat(KEPT / 2);
    try (var bad = TestNode.answering("a", 503);
        var good = TestNode.well("b");
        var fixture = new Fixture(RETRIED, bad, good)) {
      for (BodyPublisher body :
          List.of(
              BodyPublishers.ofString(text),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(UTF_8))),
              onlyOnce(BodyPublishers.ofString(text)))) {
        assertThat(
                fixture
                    .client
                    .send(to("http://orders/").PUT(body).build(), BodyHandlers.ofString())
                    .body())
            .isEqualTo("b");
      }

      assertThat(bad.asked).hasSize(3).allMatch(asked -> asked.body().equals(text));
      assertThat(good.asked).hasSize(3).allMatch(asked -> asked.body().equals(text));
    }
  }

  @Test
  void aLargeBodyIsSentOnce() throws Exception {
    String text = "x".repeat(KEPT + 1);
    try (var bad = TestNode.answering("a", 503);
        var fixture = new Fixture(RETRIED, bad, TestNode.well("b"))) {
      for (BodyPublisher body :
          List.of(
              BodyPublishers.ofString(text),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(UTF_8))),
              onlyOnce(BodyPublishers.ofString(text)))) {
        assertThat(
                fixture
                    .client
                    .send(to("http://orders/").PUT(body).build(), BodyHandlers.ofString())
                    .body())
            .isEqualTo("503 from a");
      }

      assertThat(bad.asked).hasSize(3).allMatch(asked -> asked.body().equals(text));
    }
  }

  @Test
  void aLargeBodyThatNoNodeHasSeenGoesToTheNext() throws Exception {
    String text = "x".repeat(1_000_000);
    try (var well = TestNode.well("b");
        var fixture =
            new Fixture(RETRIED, builder -> builder, List.of(nobody("a"), well.address()))) {
      fixture.client.send(
          to("http://orders/").POST(onlyOnce(BodyPublishers.ofString(text))).build(),
          BodyHandlers.discarding());

      assertThat(well.asked.getFirst().body()).isEqualTo(text);
    }
  }

  @Test
  void aPublisherThatFailsIsTheCallersFailure() throws Exception {
    var boom = new IllegalStateException("boom");
    BodyPublisher failing =
        BodyPublishers.fromPublisher(subscriber -> {
          subscriber.onSubscribe(new Never());
          subscriber.onError(boom);
        });
    BodyPublisher liar = BodyPublishers.fromPublisher(BodyPublishers.ofString("four"), 5);
    try (var node = TestNode.well("a");
        var fixture = new Fixture(RETRIED, node)) {
      assertThatThrownBy(() ->
              fixture.client.send(
                  to("http://orders/").PUT(failing).build(), BodyHandlers.discarding()))
          .hasRootCause(boom);
      assertThatThrownBy(() ->
              fixture.client.send(
                  to("http://orders/").PUT(liar).build(), BodyHandlers.discarding()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("promised 5 bytes and gave 4");

      assertThat(node.asked).isEmpty();
    }
  }

  @Test
  void aPublisherThatNeverEndsIsNotWaitedForAfterTheTimeout() throws Exception {
    BodyPublisher endless =
        BodyPublishers.fromPublisher(subscriber -> subscriber.onSubscribe(new Never()));
    try (var node = TestNode.well("a");
        var fixture = new Fixture(RETRIED, node)) {
      var request = to("http://orders/").timeout(Duration.ofMillis(100)).POST(endless).build();

      assertThatThrownBy(() -> fixture.client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(HttpTimeoutException.class);
      assertThat(node.asked).isEmpty();
    } // And the client ends.
  }

  @Test
  void whenAllRefuseTheCallerHearsWhoWasLast() throws Exception {
    try (var fixture =
        new Fixture(RETRIED, builder -> builder, List.of(nobody("a"), nobody("b")))) {
      assertThatThrownBy(
              () -> fixture.client.send(get("http://orders/"), BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(NoNodeException.class)
          .hasMessageStartingWith("pool 'orders': refused at node a (http://127.0.0.1:")
          .hasMessageContaining("the last of 3 attempts");
    }
  }

  @Test
  void aNodeThatIsSilentIsGivenUp() throws Exception {
    try (var fixture =
        new Fixture(
            RETRIED.withTimeout(Duration.ofMillis(200)),
            TestNode.hanging("a"),
            TestNode.well("b"))) {
      assertThat(fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body())
          .isEqualTo("b");
      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactly("a timeout", "b status-200");
    }
  }

  @Test
  void whenAllAreSilentItIsATimeout() throws Exception {
    try (var fixture =
        new Fixture(PLAIN.withTimeout(Duration.ofMillis(100)), TestNode.hanging("a"))) {
      assertThatThrownBy(
              () -> fixture.client.send(get("http://orders/"), BodyHandlers.discarding()))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessageStartingWith("pool 'orders': timeout at node a (");
    }
  }

  @Test
  void noNodeIsAnExceptionAtOnce() throws Exception {
    try (var fixture = new Fixture(RETRIED)) {
      assertThatThrownBy(
              () -> fixture.client.send(get("http://orders/"), BodyHandlers.discarding()))
          .isInstanceOf(NoNodeException.class)
          .isInstanceOf(ConnectException.class)
          .hasMessage("pool 'orders': no node takes traffic");
    }
  }

  @Test
  void aNodeThatKeepsFailingIsEjectedAndThenThereIsNone() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN.withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM)),
            TestNode.answering("a", 500))) {
      for (int i = 0; i < 3; i++) {
        fixture.client.send(get("http://orders/"), BodyHandlers.discarding());
      }

      assertThatThrownBy(
              () -> fixture.client.send(get("http://orders/"), BodyHandlers.discarding()))
          .isInstanceOf(NoNodeException.class);
    }
  }

  @Test
  void aHedgeOvertakesASlowNode() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN.withHedge(Optional.of(new AfterDelay(Duration.ofMillis(20)))),
            TestNode.hanging("a"),
            TestNode.well("b"))) {
      assertThat(fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body())
          .isEqualTo("b");

      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactlyInAnyOrder("b status-200", "a cancelled");
      assertThat(fixture.ends()).containsExactly("status-200");
    }
  }

  /// As a publisher may be that reads from a socket.
  private static BodyPublisher onlyOnce(BodyPublisher publisher) {
    var subscribed = new AtomicInteger();
    return BodyPublishers.fromPublisher((Flow.Subscriber<? super ByteBuffer> subscriber) -> {
      assertThat(subscribed.incrementAndGet()).isEqualTo(1);
      publisher.subscribe(subscriber);
    });
  }

  private record Never() implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
