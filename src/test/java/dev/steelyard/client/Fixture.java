package dev.steelyard.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Nodes, and a client in front of them with one pool, `orders`: of those with least in flight it
/// takes the first, so that a test knows who is asked first.
final class Fixture implements AutoCloseable {
  static final long LONG_SECONDS = 30;

  static final BalancerSettings PLAIN =
      BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST))
          .withTimeout(Duration.ofSeconds(LONG_SECONDS));
  static final BalancerSettings RETRIED = PLAIN.withRetry(Optional.of(RetrySettings.DEFAULTS));

  final List<Event> events = new CopyOnWriteArrayList<>();
  final BalancedHttpClient client;
  private final List<TestNode> closing = new ArrayList<>();
  private final Semaphore news = new Semaphore(0);

  Fixture(BalancerSettings settings, TestNode... nodes) {
    this(settings, builder -> builder, nodes);
  }

  Fixture(
      BalancerSettings settings, UnaryOperator<BalancedHttpClientBuilder> more, TestNode... nodes) {
    this(settings, more, Arrays.stream(nodes).map(TestNode::address).toList());
    closing.addAll(List.of(nodes));
  }

  Fixture(
      BalancerSettings settings,
      UnaryOperator<BalancedHttpClientBuilder> more,
      List<NodeAddress> nodes) {
    client =
        more.apply(
                BalancedHttpClient.newBuilder()
                    .pool("orders", settings, nodes)
                    .listener(this::heard)
                    .seed(1))
            .build();
  }

  private void heard(String pool, Event event) {
    events.add(event);
    news.release();
  }

  /// Waits until something holds of the events, or the test fails.
  void await(BooleanSupplier holds) throws InterruptedException {
    while (!holds.getAsBoolean()) {
      assertThat(news.tryAcquire(LONG_SECONDS, SECONDS)).as("events: %s", events).isTrue();
    }
  }

  <E extends Event> List<E> heard(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// How the attempts ended, as `node label`.
  List<String> attempts() {
    return heard(Event.AttemptEnded.class).stream()
        .map(ended -> ended.node() + " " + ended.outcome().label())
        .toList();
  }

  /// How the requests ended.
  List<String> ends() {
    return heard(Event.RequestEnded.class).stream().map(e -> e.outcome().label()).toList();
  }

  /// Waits until so many requests have ended.
  void awaitEnds(int count) throws InterruptedException {
    await(() -> heard(Event.RequestEnded.class).size() >= count);
  }

  static HttpRequest.Builder to(String uri) {
    return HttpRequest.newBuilder(URI.create(uri));
  }

  static HttpRequest get(String uri) {
    return to(uri).build();
  }

  /// An address of 127.0.0.1 where nobody listens.
  static NodeAddress nobody(String id) {
    try (var gone = TestNode.well(id)) {
      return gone.address();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      assertThat(client.awaitTermination(Duration.ofSeconds(LONG_SECONDS))).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    closing.forEach(TestNode::close);
  }
}
