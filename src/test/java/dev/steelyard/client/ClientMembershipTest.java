package dev.steelyard.client;

import static dev.steelyard.client.Fixture.LONG_SECONDS;
import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.RETRIED;
import static dev.steelyard.client.Fixture.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Lease;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryFaults;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientMembershipTest {
  private static String body(Fixture fixture) throws Exception {
    return fixture.client.send(get("http://orders/"), BodyHandlers.ofString()).body();
  }

  @Test
  void requestsThatComeLaterKnowTheNewNodesOnly() throws Exception {
    try (var a = TestNode.well("a");
        var b = TestNode.well("b");
        var fixture = new Fixture(PLAIN, builder -> builder, List.of(a.address()))) {
      assertThat(body(fixture)).isEqualTo("a");

      fixture.client.setNodes("orders", List.of(b.address()));

      assertThat(body(fixture)).isEqualTo("b");
      assertThat(fixture.client.nodes("ORDERS")).containsExactly(b.address());
      fixture.await(() -> !fixture.heard(Event.MemberLeft.class).isEmpty());
      assertThat(fixture.heard(Event.MemberJoined.class).getFirst().node()).isEqualTo("b");
    }
  }

  @Test
  void idleConnectionsToANodeThatLeftAreClosed() throws Exception {
    try (var a = new RawNode("a", connection -> connection.write(RawNode.WELL));
        var b = TestNode.well("b");
        var fixture = new Fixture(PLAIN, builder -> builder, List.of(a.address()))) {
      assertThat(body(fixture)).isEqualTo("ok");
      assertThat(a.ended).isEmpty();

      fixture.client.setNodes("orders", List.of(b.address()));

      assertThat(a.ended.poll(LONG_SECONDS, SECONDS)).isNotNull();
    }
  }

  @Test
  void whatIsInFlightAtANodeThatLeavesEndsInPeace() throws Exception {
    var came = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var a =
            new RawNode(
                "a",
                connection -> {
                  came.countDown();
                  assertThat(goOn.await(LONG_SECONDS, SECONDS)).isTrue();
                  connection.write(RawNode.WELL);
                });
        var b = TestNode.well("b");
        var fixture = new Fixture(PLAIN, builder -> builder, List.of(a.address(), b.address()))) {
      CompletableFuture<HttpResponse<String>> sent =
          fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString());
      assertThat(came.await(LONG_SECONDS, SECONDS)).isTrue();

      fixture.client.setNodes("orders", List.of(b.address()));
      for (int i = 0; i < 3; i++) {
        assertThat(body(fixture)).isEqualTo("b");
      }
      assertThat(fixture.heard(Event.MemberLeft.class)).isEmpty();
      goOn.countDown();

      assertThat(sent.get(LONG_SECONDS, SECONDS).body()).isEqualTo("ok");
      assertThat(a.ended.poll(LONG_SECONDS, SECONDS)).isNotNull();
      fixture.await(() -> !fixture.heard(Event.MemberLeft.class).isEmpty());
    }
  }

  @Test
  void aNodeThatComesBackBeforeItHasLeftStays() throws Exception {
    var came = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var first = new AtomicBoolean(true);
    try (var a =
            new TestNode(
                "a",
                exchange -> {
                  if (first.compareAndSet(true, false)) {
                    came.countDown();
                    assertThat(goOn.await(LONG_SECONDS, SECONDS)).isTrue();
                  }
                  TestNode.text(exchange, 200, "a");
                });
        var fixture = new Fixture(PLAIN, a)) {
      CompletableFuture<HttpResponse<String>> sent =
          fixture.client.sendAsync(get("http://orders/"), BodyHandlers.ofString());
      assertThat(came.await(LONG_SECONDS, SECONDS)).isTrue();
      fixture.client.setNodes("orders", List.of());
      assertThatThrownBy(() -> body(fixture)).isInstanceOf(NoNodeException.class);

      fixture.client.setNodes("orders", List.of(a.address().withWeight(7)));

      assertThat(body(fixture)).isEqualTo("a");
      goOn.countDown();
      assertThat(sent.get(LONG_SECONDS, SECONDS).body()).isEqualTo("a");
      assertThat(fixture.heard(Event.MemberLeft.class)).isEmpty();
      assertThat(fixture.heard(Event.NodeStateChanged.class))
          .extracting(Event.NodeStateChanged::to)
          .containsExactly(NodeState.DRAINING, NodeState.UP);
    }
  }

  @Test
  void aNodeThatMovedIsFoundAtItsNewAddress() throws Exception {
    try (var before = TestNode.well("before");
        var after = TestNode.well("after");
        var fixture =
            new Fixture(
                PLAIN, builder -> builder, List.of(new NodeAddress("a", before.address().uri())))) {
      assertThat(body(fixture)).isEqualTo("before");

      fixture.client.setNodes("orders", List.of(new NodeAddress("a", after.address().uri())));

      fixture.await(() -> !fixture.heard(Event.MemberJoined.class).isEmpty());
      assertThat(body(fixture)).isEqualTo("after");
    }
  }

  @Test
  void aSourceIsFollowedUntilTheEnd() throws Exception {
    var told = new CompletableFuture<Consumer<List<NodeAddress>>>();
    var closed = new CountDownLatch(1);
    NodeSource source =
        listener -> {
          told.complete(listener);
          return closed::countDown;
        };
    try (var a = TestNode.well("a");
        var b = TestNode.well("b");
        var fixture = new Fixture(PLAIN, builder -> builder.pool("found", RETRIED, source))) {
      var request = get("http://found/");
      assertThatThrownBy(() -> fixture.client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(NoNodeException.class);

      told.join().accept(List.of(a.address()));
      assertThat(fixture.client.send(request, BodyHandlers.ofString()).body()).isEqualTo("a");
      told.join().accept(List.of(b.address()));
      assertThat(fixture.client.send(request, BodyHandlers.ofString()).body()).isEqualTo("b");

      fixture.client.shutdown();
      assertThat(closed.await(LONG_SECONDS, SECONDS)).isTrue();
    }
  }

  @Test
  void aSourceThatTellsNonsenseIsNotHeeded() throws Exception {
    var log = java.util.logging.Logger.getLogger(ServicePool.class.getName());
    var level = log.getLevel();
    log.setLevel(java.util.logging.Level.OFF);
    try (var a = TestNode.well("a");
        var fixture =
            new Fixture(
                PLAIN,
                builder ->
                    builder.pool(
                        "found",
                        RETRIED,
                        listener -> {
                          listener.accept(List.of(a.address()));
                          listener.accept(List.of(a.address(), a.address()));
                          return () -> {};
                        }))) {
      assertThat(fixture.client.nodes("found")).containsExactly(a.address());
    } finally {
      log.setLevel(level);
    }
  }

  @Test
  void nodesThatRegisterAreFound() throws Exception {
    var registry = new CompletableFuture<Registry>();
    var timeline = new CompletableFuture<Timeline>();
    var registered = new CompletableFuture<Lease>();
    try (var a = TestNode.well("a");
        var fixture =
            new Fixture(
                PLAIN,
                builder ->
                    builder.pool(
                        "found",
                        PLAIN,
                        DiscoverySettings.CLASSROOM,
                        given -> {
                          timeline.complete(given);
                          registry.complete(
                              new Registry(
                                  given,
                                  new Seeds(1).stream("registry"),
                                  event -> {},
                                  Registry.DEFAULT_HISTORY));
                          var faults =
                              new RegistryFaults(given, registry.join(), (effect, begins) -> {});
                          return new RegistryLink(registry.join(), given, () -> 0, faults)
                              .source("found");
                        }))) {
      assertThatThrownBy(() -> fixture.client.send(get("http://found/"), BodyHandlers.ofString()))
          .isInstanceOf(NoNodeException.class);

      timeline
          .join()
          .execute(() ->
              registered.complete(
                  registry
                      .join()
                      .register(
                          "found",
                          new Instance(a.address().endpoint(), 3),
                          Duration.ofMinutes(5))));
      registered.get(LONG_SECONDS, SECONDS);
      while (fixture.client.nodes("found").isEmpty()) {
        Thread.onSpinWait(); // Bounded by the time for this test.
      }

      assertThat(fixture.client.nodes("found")).containsExactly(a.address().withWeight(3));
      assertThat(fixture.client.send(get("http://found/"), BodyHandlers.ofString()).body())
          .isEqualTo("a");
    }
  }

  @Test
  void healthChecksTakeNodesOutAndNewOnesWarmUp() throws Exception {
    var checks =
        new HealthCheckSettings("/health", Duration.ofMillis(50), Duration.ofSeconds(5), 2, 2);
    var sick = new AtomicBoolean();
    try (var a =
            new TestNode("a", exchange -> TestNode.text(exchange, sick.get() ? 500 : 200, "a"));
        var b = TestNode.well("b");
        var fixture =
            new Fixture(
                PLAIN.withHealthCheck(Optional.of(checks)),
                builder -> builder,
                List.of(a.address()))) {
      assertThat(body(fixture)).isEqualTo("a"); // The first nodes need no warm-up.
      fixture.client.setNodes("orders", List.of(a.address(), b.address()));
      sick.set(true);

      fixture.await(() ->
          fixture.heard(Event.NodeStateChanged.class).stream()
              .anyMatch(c -> c.node().equals("a") && c.to() == NodeState.DOWN));
      fixture.await(() ->
          fixture.heard(Event.NodeStateChanged.class).stream()
              .anyMatch(c -> c.node().equals("b") && c.to() == NodeState.UP));

      assertThat(body(fixture)).isEqualTo("b");
      assertThat(b.asked.getFirst().uri()).isEqualTo("/health");
      assertThat(b.asked.get(1).uri()).isEqualTo("/health");
    }
  }

  @Test
  void settingsCanBeChangedWhileItRuns() throws Exception {
    try (var fixture = new Fixture(PLAIN, TestNode.answering("a", 503), TestNode.well("b"))) {
      assertThat(body(fixture)).isEqualTo("503 from a");

      fixture.client.change("orders", RETRIED);

      assertThat(body(fixture)).isEqualTo("b");
      assertThatThrownBy(() -> fixture.client.change("nobody", RETRIED))
          .hasMessage("pool: there is no 'nobody'");
    }
  }

  @Test
  void badListsLeaveEverythingAsItIs() throws Exception {
    try (var a = TestNode.well("a");
        var fixture = new Fixture(PLAIN, a)) {
      assertThatThrownBy(() -> fixture.client.setNodes("orders", List.of(a.address(), a.address())))
          .hasMessage("nodes: the id 'a' is there twice");

      assertThat(body(fixture)).isEqualTo("a");
    }
  }
}
