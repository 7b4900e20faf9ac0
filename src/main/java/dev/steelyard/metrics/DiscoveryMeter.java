package dev.steelyard.metrics;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.metrics.Summary.DiscoverySummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// Measures discovery: leases that ran out, lists that were stale or not those of the registry, and
/// how long it took until somebody noticed that a process had died.
///
/// It keeps no more than the registry and the balancers do, which is bounded there.
public final class DiscoveryMeter {
  private static final double NANOS = 1e9;

  private final Map<String, Set<String>> registered = new HashMap<>();
  private final Map<Key, Believing> believers = new LinkedHashMap<>();
  private final Map<String, Long> deadSince = new HashMap<>();
  private boolean used;
  private long expired;
  private double leaseDetection = Double.NaN;
  private double checkDetection = Double.NaN;

  DiscoveryMeter() {}

  /// There is discovery in this run.
  void use() {
    used = true;
  }

  /// What was measured so far does not count.
  void begin(long nowNanos) {
    expired = 0;
    leaseDetection = Double.NaN;
    checkDetection = Double.NaN;
    believers.values().forEach(each -> each.begin(nowNanos));
  }

  void leaseChanged(Event.LeaseChanged change) {
    Set<String> ids = registered.computeIfAbsent(change.service(), any -> new HashSet<>());
    if (change.change() == LeaseChange.GRANTED) {
      ids.add(change.node());
    } else {
      ids.remove(change.node());
    }
    believers.forEach((key, each) -> {
      if (key.service.equals(change.service())) {
        each.review(change.node(), ids, change.atNanos());
      }
    });
    if (change.change() == LeaseChange.EXPIRED) {
      expired++;
      Long died = deadSince.get(change.node());
      if (died != null) {
        leaseDetection = worse(leaseDetection, change.atNanos() - died);
      }
    }
  }

  void discoveryChanged(int balancer, Event.DiscoveryChanged change) {
    believer(balancer, change.service()).stale.set(change.to().stale(), change.atNanos());
  }

  /// What a balancer believed at the beginning.
  public void believes(
      int balancer, String service, Collection<Instance> instances, long nowNanos) {
    believer(balancer, service)
        .change(
            new Difference(List.copyOf(instances), List.of(), List.of()), ids(service), nowNanos);
  }

  /// The list of a balancer became another one.
  public void listed(int balancer, String service, Difference difference, long nowNanos) {
    believer(balancer, service).change(difference, ids(service), nowNanos);
  }

  /// The process of a node that should be there has died.
  void died(String node, long nowNanos) {
    deadSince.putIfAbsent(node, nowNanos);
  }

  /// The process of a node lives.
  void lives(String node) {
    deadSince.remove(node);
  }

  /// The checks of a balancer found a node to be down.
  void wentDown(String node, long nowNanos) {
    Long died = deadSince.get(node);
    if (died != null) {
      checkDetection = worse(checkDetection, nowNanos - died);
    }
  }

  /// Since when the list of a balancer is another than the registry's; empty if it is the same.
  public OptionalLong differsSince(int balancer, String service) {
    return believer(balancer, service).differs.since();
  }

  /// The figures; empty if there is no discovery.
  Optional<DiscoverySummary> summary(long endNanos) {
    if (!used) {
      return Optional.empty();
    }
    double stale = 0;
    double lag = 0;
    for (Believing each : believers.values()) {
      stale = Math.max(stale, each.stale.worst(endNanos) / NANOS);
      lag = Math.max(lag, each.differs.worst(endNanos) / NANOS);
    }
    return Optional.of(
        new DiscoverySummary(
            expired, stale, lag, optional(leaseDetection), optional(checkDetection)));
  }

  private static double worse(double soFar, long nanos) {
    return Double.isNaN(soFar) ? nanos / NANOS : Math.max(soFar, nanos / NANOS);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private Set<String> ids(String service) {
    return registered.getOrDefault(service, Set.of());
  }

  private Believing believer(int balancer, String service) {
    return believers.computeIfAbsent(new Key(balancer, service), any -> new Believing());
  }

  private record Key(int balancer, String service) {}

  /// What one balancer believes of a service.
  private static final class Believing {
    final Stretches stale = new Stretches();
    final Stretches differs = new Stretches();
    private final Set<String> believed = new HashSet<>();
    private final Set<String> differing = new HashSet<>();

    void begin(long nowNanos) {
      stale.begin(nowNanos);
      differs.begin(nowNanos);
    }

    void change(Difference difference, Set<String> registered, long nowNanos) {
      List<String> touched = new ArrayList<>(difference.left());
      difference.left().forEach(believed::remove);
      for (Instance instance : difference.joined()) {
        believed.add(instance.id());
        touched.add(instance.id());
      }
      touched.forEach(id -> mark(id, registered));
      differs.set(!differing.isEmpty(), nowNanos);
    }

    void review(String id, Set<String> registered, long nowNanos) {
      mark(id, registered);
      differs.set(!differing.isEmpty(), nowNanos);
    }

    private void mark(String id, Set<String> registered) {
      if (believed.contains(id) == registered.contains(id)) {
        differing.remove(id);
      } else {
        differing.add(id);
      }
    }
  }
}
