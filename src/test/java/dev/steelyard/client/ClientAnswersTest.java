package dev.steelyard.client;

import static dev.steelyard.client.Fixture.LONG_SECONDS;
import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.RETRIED;
import static dev.steelyard.client.Fixture.get;
import static dev.steelyard.client.Fixture.to;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How answers come, break off, and are called off.
@Timeout(60)
class ClientAnswersTest {
  private static final int MEGABYTE = 1 << 20;

  private static Fixture fixture(RawNode first, TestNode second) {
    return new Fixture(RETRIED, builder -> builder, List.of(first.address(), second.address()));
  }

  @Test
  void aConnectionThatIsResetBeforeTheAnswerIsRetried() throws Exception {
    try (var bad = new RawNode("a", RawNode.Connection::reset);
        var well = TestNode.well("b");
        var fixture = fixture(bad, well)) {
      assertThat(fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body())
          .isEqualTo("b");
      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactly("a reset", "b status-200");
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotRetriedAndTheCallerSeesIt() throws Exception {
    try (var bad =
            new RawNode(
                "a",
                connection -> {
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
                  connection.socket().close();
                });
        var well = TestNode.well("b");
        var fixture = fixture(bad, well)) {
      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);

      fixture.awaitEnds(1);
      assertThat(fixture.attempts()).containsExactly("a truncated");
      assertThat(well.asked).isEmpty();
    }
  }

  @Test
  void whatIsNoHttpIsNotRetried() throws Exception {
    try (var bad =
            new RawNode("a", connection -> connection.write("HELO there, not HTTP\r\n\r\n"));
        var well = TestNode.well("b");
        var fixture = fixture(bad, well)) {
      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("pool 'orders': malformed at node a");
    }
  }

  @Test
  void aBodyComesAtThePaceOfItsReader() throws Exception {
    var written = new AtomicLong();
    try (var node =
            new TestNode(
                "a",
                exchange -> {
                  exchange.sendResponseHeaders(200, 64L * MEGABYTE);
                  byte[] piece = new byte[MEGABYTE];
                  for (int i = 0; i < 64; i++) {
                    exchange.getResponseBody().write(piece);
                    written.addAndGet(piece.length);
                  }
                });
        var fixture = new Fixture(PLAIN.withTimeout(Duration.ofMillis(500)), node)) {
      InputStream body =
          fixture.client.send(get("http://orders/"), BodyHandlers.ofInputStream()).body();

      body.readNBytes(100);
      stalls(written);
      assertThat(written.get()).isLessThan(40L * MEGABYTE);
      assertThat(100L + body.transferTo(java.io.OutputStream.nullOutputStream()))
          .isEqualTo(64L * MEGABYTE);
      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("status-200"); // However long the reader took.
    }
  }

  /// Waits until nothing more is written for longer than the timeout of an attempt.
  private static void stalls(AtomicLong written) throws InterruptedException {
    var never = new CountDownLatch(1);
    long before = -1;
    while (written.get() != before || before == 0) {
      before = written.get();
      assertThat(never.await(700, MILLISECONDS)).isFalse();
    }
  }

  @Test
  void anAnswerThatFallsSilentIsGivenUp() throws Exception {
    try (var node =
            new RawNode(
                "a",
                connection -> {
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
                  connection.in().read();
                });
        var well = TestNode.well("b");
        var fixture =
            new Fixture(
                RETRIED.withTimeout(Duration.ofMillis(200)),
                builder -> builder,
                List.of(node.address(), well.address()))) {
      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);
      InputStream stream =
          fixture.client.send(get("http://orders/"), BodyHandlers.ofInputStream()).body();
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);

      fixture.awaitEnds(2);
      assertThat(fixture.ends()).containsExactly("timeout", "timeout");
      assertThat(node.ended.poll(LONG_SECONDS, SECONDS)).isNotNull();
      assertThat(well.asked).isEmpty();
    }
  }

  @Test
  void theCallersTimeoutHoldsForAllAttemptsTogether() throws Exception {
    try (var fixture =
        new Fixture(
            RETRIED.withTimeout(Duration.ofMillis(120)),
            TestNode.hanging("a"),
            TestNode.hanging("b"))) {
      var request = to("http://orders/").timeout(Duration.ofMillis(200)).build();

      assertThatThrownBy(() -> fixture.client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage("request timed out");

      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("client-gone");
      assertThat(fixture.attempts()).containsExactly("a timeout", "b cancelled");
    }
  }

  @Test
  void theCallersTimeoutEndsWithTheHeadAsInTheJdk() throws Exception {
    var goOn = new CountDownLatch(1);
    try (var node =
            new RawNode(
                "a",
                connection -> {
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                  assertThat(goOn.await(LONG_SECONDS, SECONDS)).isTrue();
                  connection.write("ok");
                });
        var fixture = new Fixture(PLAIN, builder -> builder, List.of(node.address()))) {
      var request = to("http://orders/").timeout(Duration.ofMillis(150)).build();
      InputStream body = fixture.client.send(request, BodyHandlers.ofInputStream()).body();
      assertThat(new CountDownLatch(1).await(300, MILLISECONDS)).isFalse();

      goOn.countDown();

      assertThat(body.readAllBytes()).hasSize(2);
    }
  }

  @Test
  void cancellingTheFutureCallsTheAttemptOff() throws Exception {
    var came = new CountDownLatch(1);
    try (var node =
            new RawNode(
                "a",
                connection -> {
                  came.countDown();
                  connection.in().read(); // Until the client goes.
                });
        var fixture = new Fixture(PLAIN, builder -> builder, List.of(node.address()))) {
      CompletableFuture<HttpResponse<String>> sent =
          fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString());
      CompletableFuture<Integer> derived =
          sent.thenApply(HttpResponse::statusCode).thenApply(status -> status + 1);
      assertThat(came.await(LONG_SECONDS, SECONDS)).isTrue();

      derived.cancel(true);

      assertThat(node.ended.poll(LONG_SECONDS, SECONDS)).isNotNull();
      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("client-gone");
      assertThat(fixture.attempts()).containsExactly("a cancelled");
      assertThatThrownBy(() -> sent.get(LONG_SECONDS, SECONDS))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aTimeoutOnTheFutureCallsTheAttemptOffToo() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.hanging("a"))) {
      CompletableFuture<HttpResponse<String>> sent =
          fixture
              .client
              .sendAsync(get("http://orders/"), BodyHandlers.ofString())
              .orTimeout(100, MILLISECONDS);

      assertThatThrownBy(() -> sent.get(LONG_SECONDS, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("client-gone");
    }
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoMore() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.hanging("a"))) {
      var caught = new CompletableFuture<Throwable>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  fixture.client.send(get("http://orders/"), BodyHandlers.ofString());
                } catch (IOException | InterruptedException expected) {
                  caught.complete(expected);
                }
              });
      fixture.await(() -> !fixture.events.isEmpty());

      caller.interrupt();

      assertThat(caught.get(LONG_SECONDS, SECONDS)).isInstanceOf(InterruptedException.class);
      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("client-gone");
    }
  }

  @Test
  void aStreamThatIsClosedEarlyIsTheCallersDecision() throws Exception {
    try (var node = new TestNode("a", e -> TestNode.text(e, 200, "x".repeat(20 * MEGABYTE)));
        var fixture = new Fixture(RETRIED, node)) {
      try (InputStream body =
          fixture.client.send(get("http://orders/"), BodyHandlers.ofInputStream()).body()) {
        assertThat(body.read()).isEqualTo('x');
      }

      fixture.awaitEnds(1);
      assertThat(fixture.ends()).containsExactly("client-gone");
      assertThat(fixture.attempts()).containsExactly("a cancelled");
    }
  }

  @Test
  void aBodyHandlerThatThrowsIsTheCallersFailure() throws Exception {
    try (var node = TestNode.well("a");
        var fixture = new Fixture(RETRIED, node, TestNode.well("b"))) {
      BodyHandler<String> throwing =
          info -> {
            throw new IllegalStateException("boom");
          };
      BodyHandler<String> failing =
          info ->
              BodySubscribers.mapping(
                  BodySubscribers.ofString(java.nio.charset.StandardCharsets.UTF_8),
                  text -> {
                    throw new IllegalStateException("boom");
                  });

      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), throwing))
          .hasRootCauseMessage("boom");
      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), failing))
          .hasRootCauseMessage("boom");

      fixture.awaitEnds(2);
      assertThat(fixture.attempts()).noneMatch(ended -> ended.contains("truncated"));
      assertThat(node.asked).hasSize(2);
    }
  }

  @Test
  void aSubscriberGetsWhatItAsksFor() throws Exception {
    try (var node = new TestNode("a", e -> TestNode.text(e, 200, "x".repeat(MEGABYTE)));
        var fixture = new Fixture(PLAIN, node)) {
      var taker = new OneByOne();

      fixture.client.send(get("http://orders/"), BodyHandlers.fromSubscriber(taker));

      assertThat(taker.bytes).isEqualTo(MEGABYTE);
    }
  }

  private static final class OneByOne implements Flow.Subscriber<List<ByteBuffer>> {
    private Flow.@Nullable Subscription subscription;
    long bytes;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      item.forEach(buffer -> bytes += buffer.remaining());
      Objects.requireNonNull(subscription).request(1);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
