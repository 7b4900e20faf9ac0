package dev.steelyard.client;

import static dev.steelyard.client.Fixture.LONG_SECONDS;
import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.RETRIED;
import static dev.steelyard.client.Fixture.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a client ends.
@Timeout(60)
class ClientEndTest {
  private final CountDownLatch came = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private TestNode waiting() {
    return new TestNode(
        "a",
        exchange -> {
          came.countDown();
          assertThat(goOn.await(LONG_SECONDS, SECONDS)).isTrue();
          TestNode.text(exchange, 200, "done");
        });
  }

  private CompletableFuture<HttpResponse<String>> sendAndArrive(Fixture fixture)
      throws InterruptedException {
    CompletableFuture<HttpResponse<String>> sent =
        fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString());
    assertThat(came.await(LONG_SECONDS, SECONDS)).isTrue();
    return sent;
  }

  @Test
  void shutdownLetsEndWhatIsUnderWayAndTakesNothingNew() throws Exception {
    try (var fixture = new Fixture(RETRIED, waiting())) {
      CompletableFuture<HttpResponse<String>> sent = sendAndArrive(fixture);

      fixture.client.shutdown();

      assertThatThrownBy(() -> fixture.client.send(get("http://orders/"), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the client was shut down");
      assertThat(fixture.client.isTerminated()).isFalse();
      assertThat(fixture.client.awaitTermination(Duration.ofMillis(20))).isFalse();
      goOn.countDown();
      assertThat(sent.get(LONG_SECONDS, SECONDS).body()).isEqualTo("done");
      assertThat(fixture.client.awaitTermination(Duration.ofSeconds(LONG_SECONDS))).isTrue();
      assertThat(fixture.client.isTerminated()).isTrue();
    }
  }

  @Test
  void shutdownNowCallsOffWhatIsUnderWay() throws Exception {
    try (var fixture = new Fixture(RETRIED, TestNode.hanging("a"))) {
      CompletableFuture<HttpResponse<String>> sent =
          fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString());
      fixture.await(() -> !fixture.events.isEmpty());

      fixture.client.shutdownNow();

      assertThatThrownBy(() -> sent.get(LONG_SECONDS, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
      assertThat(fixture.client.awaitTermination(Duration.ofSeconds(LONG_SECONDS))).isTrue();
    }
  }

  @Test
  void closeWaitsAndLeavesNoThreadAndNoConnection() throws Exception {
    try (var node = new RawNode("a", connection -> connection.write(RawNode.WELL))) {
      var fixture = new Fixture(PLAIN, builder -> builder, List.of(node.address()));
      fixture.client.send(get("http://orders/"), BodyHandlers.ofString());

      fixture.client.close();
      fixture.client.close();

      assertThat(fixture.client.isTerminated()).isTrue();
      assertThat(node.ended.poll(LONG_SECONDS, SECONDS)).isNotNull();
    }
  }

  @Test
  void aClientThatNeverSentAnythingEndsToo() {
    try (var fixture = new Fixture(PLAIN)) {
      fixture.client.close();

      assertThat(fixture.client.isTerminated()).isTrue();
    }
  }

  @Test
  void aListenerThatThrowsDoesNoHarm() throws Exception {
    var log = java.util.logging.Logger.getLogger(ServicePool.class.getName());
    var level = log.getLevel();
    log.setLevel(java.util.logging.Level.OFF);
    try (var node = TestNode.well("a");
        var client =
            BalancedHttpClient.newBuilder()
                .pool("orders", node.uri())
                .listener((pool, event) -> {
                  throw new IllegalStateException("boom");
                })
                .build()) {
      assertThat(client.send(get("http://orders/"), BodyHandlers.ofString()).body()).isEqualTo("a");
    } finally {
      log.setLevel(level);
    }
  }

  @Test
  void whatDependsOnAFutureMaySendAgainAndWait() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.well("a"))) {
      String both =
          fixture
              .client
              .sendAsync(get("http://orders/"), BodyHandlers.ofString())
              .thenApply(first -> first.body() + sendAndWait(fixture))
              .get(LONG_SECONDS, SECONDS);

      assertThat(both).isEqualTo("aa");
    }
  }

  private static String sendAndWait(Fixture fixture) {
    return fixture
        .client
        .sendAsync(get("http://orders/"), BodyHandlers.ofString())
        .orTimeout(LONG_SECONDS, SECONDS)
        .join()
        .body();
  }
}
