package dev.steelyard.live.door;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.Balancers;
import dev.steelyard.balancer.Gateway;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.live.LiveWorld;
import dev.steelyard.scenario.Address;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.PoolSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// An open front door with the whole balancer behind it, in front of services that a test has
/// opened.
final class DoorBench implements AutoCloseable {
  /// Long enough for the slowest machine.
  static final long LONG_SECONDS = 30;

  /// Three attempts, in the order of the nodes but for the first.
  static final BalancerSettings RETRIED =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults())
          .withTimeout(Duration.ofSeconds(LONG_SECONDS))
          .withRetry(Optional.of(RetrySettings.DEFAULTS));

  final List<Event> events = new CopyOnWriteArrayList<>();
  final FrontDoor door;
  private final AtomicLong numbers = new AtomicLong();
  private final boolean announced;
  private final LiveWorld world;
  private final Gateway gateway;

  private DoorBench(
      BalancerSettings settings,
      Optional<GatewaySettings> gatewaySettings,
      boolean tells,
      int mostConnections,
      List<Address> nodes,
      boolean announced)
      throws IOException {
    this.announced = announced;
    world = LiveWorld.open(scenario(nodes));
    var balancers =
        new Balancers(
            world.timeline(),
            world.transport(),
            this::pool,
            new Seeds(1),
            number -> events::add,
            settings,
            1);
    gateway =
        new Gateway(
            world.timeline(),
            Map.of(PoolSpec.DEFAULT, balancers),
            new Seeds(1),
            events::add,
            gatewaySettings);
    world.timeline().execute(gateway::start);
    door = another(0, tells, mostConnections);
  }

  /// A door before nodes n0, n1, ... at these ports.
  static DoorBench open(BalancerSettings settings, int... ports) throws IOException {
    return open(settings, true, 1_000, "", ports);
  }

  /// A door with no node behind it.
  static DoorBench withoutNodes() throws IOException {
    return new DoorBench(
        RETRIED, Optional.empty(), true, 100, List.of(new Address("127.0.0.1", 1, "")), false);
  }

  /// @param path what the paths of all nodes begin with
  static DoorBench open(
      BalancerSettings settings, boolean tells, int mostConnections, String path, int... ports)
      throws IOException {
    List<Address> nodes = new ArrayList<>();
    for (int port : ports) {
      nodes.add(new Address("127.0.0.1", port, path));
    }
    return new DoorBench(settings, Optional.empty(), tells, mostConnections, nodes, true);
  }

  /// A door with a gateway behind it.
  static DoorBench open(BalancerSettings settings, GatewaySettings gateway, int port)
      throws IOException {
    Address node = new Address("127.0.0.1", port, "");
    return new DoorBench(settings, Optional.of(gateway), true, 1_000, List.of(node), true);
  }

  /// Opens one more door, at this port.
  FrontDoor another(int port, boolean tells, int mostConnections) throws IOException {
    return FrontDoor.open(
        new FrontDoor.Settings("127.0.0.1", port, tells, mostConnections),
        world.timeline(),
        numbers::incrementAndGet,
        gateway::dispatch);
  }

  /// Opens one more door, which waits for its clients as long as `patience` says.
  FrontDoor another(Patience patience) throws IOException {
    return FrontDoor.open(
        new FrontDoor.Settings("127.0.0.1", 0, true, 1_000),
        patience,
        world.timeline(),
        numbers::incrementAndGet,
        gateway::dispatch);
  }

  int port() {
    return door.port();
  }

  <T extends Event> List<T> of(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Waits until `condition` holds, which must not depend on how fast the machine is.
  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONG_SECONDS)) {
        throw new AssertionError("did not come true within " + LONG_SECONDS + " s");
      }
      LockSupport.parkNanos(500_000);
    }
  }

  private Pool pool() {
    var pool = new Pool();
    if (announced) {
      world.endpoints().forEach(endpoint -> pool.add(endpoint, 1));
    }
    return pool;
  }

  private static Scenario scenario(List<Address> addresses) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (Address address : addresses) {
      nodes.add(
          new NodeSpec(
              "n" + nodes.size(),
              1,
              1,
              1,
              OptionalInt.empty(),
              PoolSpec.DEFAULT,
              Optional.of(address)));
    }
    return new Scenario(
        "door",
        "Door",
        "",
        1,
        Duration.ofSeconds(1),
        Duration.ZERO,
        nodes,
        new Distribution.Fixed(Duration.ZERO),
        TrafficSettings.of(Arrivals.POISSON, new Shape.Steady(1)),
        1,
        BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults()),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    door.close();
    world.close();
  }
}
