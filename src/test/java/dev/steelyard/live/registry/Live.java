package dev.steelyard.live.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Discovery;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.DiscoveryView;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.clock.SystemTimeline;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Wall-clock time for tests, and one who discovers in it.
final class Live implements AutoCloseable {
  private static final long LOOK_NANOS = 2_000_000;
  private static final long LONGEST_WAIT_NANOS = 20_000_000_000L;

  final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  final SystemTimeline timeline = new SystemTimeline("test", failure::set);
  final NavigableMap<String, Instance> members = new ConcurrentSkipListMap<>();

  Live() {
    timeline.start();
  }

  /// Quick settings: what takes seconds takes tenths of them.
  static DiscoverySettings quick() {
    return new DiscoverySettings(
        DiscoverySettings.CLASSROOM.source(),
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        true,
        Duration.ofMillis(500),
        Duration.ofMillis(100),
        Duration.ofSeconds(30),
        DiscoverySettings.CLASSROOM.whenOutdated(),
        Duration.ofSeconds(10),
        DiscoverySettings.reconnect(Duration.ofMillis(20), Duration.ofMillis(200)),
        Duration.ofSeconds(2));
  }

  Discovery discover(MemberSource source, DiscoverySettings settings) {
    var discovery =
        new Discovery(
            timeline,
            new Seeds(1).stream("discovery"),
            "orders",
            source,
            settings,
            this::change,
            event -> {});
    timeline.execute(() -> discovery.start(List.of()));
    return discovery;
  }

  DiscoveryView view(Discovery discovery) {
    return onTimeline(discovery::view);
  }

  <T> T onTimeline(Supplier<T> call) {
    var result = new CompletableFuture<T>();
    timeline.execute(() -> {
      try {
        result.complete(call.get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /// Waits until something holds.
  void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("never came: " + what + "; members are " + members);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  void awaitMembers(String... ids) {
    await("members " + List.of(ids), () -> List.copyOf(members.keySet()).equals(List.of(ids)));
  }

  static Instance instance(String id, int port) {
    return new Instance(new Endpoint(id, "127.0.0.1", port, port), 1);
  }

  private void change(Difference difference) {
    difference.left().forEach(members::remove);
    difference.joined().forEach(instance -> members.put(instance.id(), instance));
    difference.reweighed().forEach(instance -> members.put(instance.id(), instance));
  }

  @Override
  public void close() {
    timeline.close();
    assertThat(failure.get()).isNull();
  }
}
