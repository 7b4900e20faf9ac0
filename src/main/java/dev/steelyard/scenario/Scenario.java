package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Everything that is played in one run. It is valid: whoever reads one from a file has checked
/// each field.
///
/// @param id its name, `[A-Za-z0-9._-]{1,64}`
/// @param title a few words
/// @param description what to look for
/// @param seed the root of all chance
/// @param duration how long the commands run it, warm-up included
/// @param warmup the beginning that is played and not measured
/// @param nodes at least one
/// @param networkLatency there and back together
/// @param traffic the requests
/// @param balancers how many balancers there are, 1 to 100, each with its own view of the nodes
/// @param balancer the settings of each balancer at the start
/// @param services pools, and nodes that come and go
/// @param faults the timeline of faults
/// @param claims what should hold of the results
public record Scenario(
    String id,
    String title,
    String description,
    long seed,
    Duration duration,
    Duration warmup,
    List<NodeSpec> nodes,
    Distribution networkLatency,
    TrafficSettings traffic,
    int balancers,
    BalancerSettings balancer,
    Services services,
    List<PlannedFault> faults,
    List<Claim> claims) {
  public static final int MOST_NODES = 1_000;
  public static final int MOST_BALANCERS = 100;
  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);
  public static final Duration SHORTEST_DURATION = Duration.ofMillis(1);
  public static final Duration LONGEST_DURATION = Duration.ofHours(24);

  public Scenario {
    nodes = List.copyOf(nodes);
    faults = List.copyOf(faults);
    claims = List.copyOf(claims);
    if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
      throw new IllegalArgumentException(
          "nodes: there are " + nodes.size() + ", and there must be from 1 to " + MOST_NODES);
    }
    if (nodes.stream().map(NodeSpec::id).distinct().count() < nodes.size()) {
      throw new IllegalArgumentException("nodes: each id may be there once");
    }
    if (balancers < 1 || balancers > MOST_BALANCERS) {
      throw new IllegalArgumentException(
          "balancers: " + balancers + " must be from 1 to " + MOST_BALANCERS);
    }
    if (warmup.isNegative() || warmup.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "warmup: " + warmup + " must be from 0 to less than the duration, " + duration);
    }
  }

  /// A scenario with one pool of nodes that stay.
  public Scenario(
      String id,
      String title,
      String description,
      long seed,
      Duration duration,
      Duration warmup,
      List<NodeSpec> nodes,
      Distribution networkLatency,
      TrafficSettings traffic,
      int balancers,
      BalancerSettings balancer,
      List<PlannedFault> faults,
      List<Claim> claims) {
    this(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        networkLatency,
        traffic,
        balancers,
        balancer,
        Services.PLAIN,
        faults,
        claims);
  }

  /// The pools in the order in which they are first met: those of the nodes, then others that have
  /// settings.
  public List<String> pools() {
    return Stream.concat(
            nodes.stream().map(NodeSpec::pool), services.pools().stream().map(PoolSpec::id))
        .distinct()
        .toList();
  }

  /// How requests are balanced in a pool: by its own settings if it has some.
  public BalancerSettings balancerOf(String pool) {
    return services.pools().stream()
        .filter(spec -> spec.id().equals(pool))
        .findFirst()
        .map(PoolSpec::balancer)
        .orElse(balancer);
  }

  /// Whether the pools are told apart in results: there are several, or there is a gateway.
  public boolean tellsPools() {
    return services.gateway().isPresent() || pools().size() > 1;
  }

  public Scenario withServices(Services changed) {
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        networkLatency,
        traffic,
        balancers,
        balancer,
        changed,
        faults,
        claims);
  }

  /// The same with one more node behind the others; one whose pool is not there is put into the
  /// first pool.
  public Scenario withNode(NodeSpec added) {
    List<NodeSpec> more = new ArrayList<>(nodes);
    boolean known = pools().contains(added.pool());
    more.add(known ? added : added.withPool(pools().getFirst()));
    return withNodes(more);
  }

  /// The same, but a node has another weight.
  ///
  /// @throws IllegalArgumentException if there is no such node
  public Scenario withWeight(String node, int weight) {
    if (nodes.stream().noneMatch(found -> found.id().equals(node))) {
      throw new IllegalArgumentException("node: there is no '" + node + "'");
    }
    return withNodes(
        nodes.stream()
            .map(found -> found.id().equals(node) ? found.withWeight(weight) : found)
            .toList());
  }

  private Scenario withNodes(List<NodeSpec> changed) {
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        changed,
        networkLatency,
        traffic,
        balancers,
        balancer,
        services,
        faults,
        claims);
  }

  public Scenario withSeed(long changed) {
    return new Scenario(
        id,
        title,
        description,
        changed,
        duration,
        warmup,
        nodes,
        networkLatency,
        traffic,
        balancers,
        balancer,
        services,
        faults,
        claims);
  }

  public Scenario withTraffic(TrafficSettings changed) {
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        networkLatency,
        changed,
        balancers,
        balancer,
        services,
        faults,
        claims);
  }

  public Scenario withBalancer(BalancerSettings changed) {
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        networkLatency,
        traffic,
        balancers,
        changed,
        services,
        faults,
        claims);
  }

  public Scenario withBalancers(int changed) {
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        networkLatency,
        traffic,
        changed,
        balancer,
        services,
        faults,
        claims);
  }
}
