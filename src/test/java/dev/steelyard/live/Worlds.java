package dev.steelyard.live;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.fault.ActiveFault;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.Scope;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Live worlds for tests, and ways to enter their loop.
final class Worlds {
  /// Long enough for the slowest machine.
  static final long LONG_SECONDS = 30;

  private static final long POLL_NANOS = 500_000;

  private Worlds() {}

  /// A world with nodes n0, n1, ... of one worker each.
  static LiveWorld ofNodes(int count) throws Exception {
    return LiveWorld.open(
        scenario(
            IntStream.range(0, count).mapToObj(i -> node("n" + i, 1, OptionalInt.empty())).toList(),
            Duration.ZERO));
  }

  static NodeSpec node(String id, int workers, OptionalInt queue) {
    return new NodeSpec(id, 1, 1.0, workers, queue);
  }

  static Scenario scenario(List<NodeSpec> nodes, Duration networkLatency) {
    return new Scenario(
        "test",
        "Test",
        "",
        1,
        Duration.ofSeconds(1),
        Duration.ZERO,
        nodes,
        new Distribution.Fixed(networkLatency),
        TrafficSettings.of(Arrivals.POISSON, new Shape.Steady(1)),
        1,
        BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults()),
        List.of(),
        List.of());
  }

  static <T> T onLoop(LiveWorld world, Callable<T> task) throws Exception {
    var result = new CompletableFuture<T>();
    world
        .timeline()
        .execute(() -> {
          try {
            result.complete(task.call());
          } catch (Exception failure) {
            result.completeExceptionally(failure);
          }
        });
    return get(result);
  }

  static void set(LiveWorld world, String node, Scope scope, Effect... effects) throws Exception {
    set(
        world,
        node,
        List.of(effects).stream()
            .map(effect -> new ActiveFault(new Fault(effect, scope)))
            .toArray(ActiveFault[]::new));
  }

  static void set(LiveWorld world, String node, ActiveFault... faults) throws Exception {
    onLoop(
        world,
        () -> {
          world.setCondition(node, NodeCondition.of(List.of(faults)));
          return true;
        });
  }

  static CompletableFuture<Outcome> send(LiveWorld world, int node, Request request) {
    var outcome = new CompletableFuture<Outcome>();
    Endpoint endpoint = world.endpoints().get(node);
    world.timeline().execute(() -> world.transport().send(endpoint, request, outcome::complete));
    return outcome;
  }

  static Outcome outcome(LiveWorld world, int node, Request request) throws Exception {
    return get(send(world, node, request));
  }

  static <T> T get(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(LONG_SECONDS, TimeUnit.SECONDS);
  }

  /// Waits until `condition` holds, which must not depend on how fast the machine is.
  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONG_SECONDS)) {
        throw new AssertionError("did not come true within " + LONG_SECONDS + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
