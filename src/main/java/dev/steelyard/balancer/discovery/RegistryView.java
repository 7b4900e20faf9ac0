package dev.steelyard.balancer.discovery;

import java.util.List;
import java.util.Optional;

/// What a registry holds at one time, for whoever shows it.
///
/// @param atNanos when, on the Timeline
/// @param compactedRevision the earliest revision that a watch may begin with
/// @param away whether it answers nobody
/// @param watches how many are open, as far as it knows
/// @param services those with instances, by name
public record RegistryView(
    long atNanos,
    long epoch,
    long revision,
    long compactedRevision,
    boolean away,
    int watches,
    List<ServiceView> services) {
  public RegistryView {
    services = List.copyOf(services);
  }

  /// The leases of a service; none if it has no instances.
  public List<LeaseView> leases(String service) {
    return services.stream()
        .filter(found -> found.service().equals(service))
        .findFirst()
        .map(ServiceView::leases)
        .orElse(List.of());
  }

  /// The lease of one instance.
  public Optional<LeaseView> lease(String service, String id) {
    return leases(service).stream().filter(found -> found.instance().id().equals(id)).findFirst();
  }

  /// A service that has instances.
  ///
  /// @param leases in the order in which the instances came
  public record ServiceView(String service, List<LeaseView> leases) {
    public ServiceView {
      leases = List.copyOf(leases);
    }
  }

  /// A lease that has not ended.
  ///
  /// @param remainingNanos until it runs out if no heartbeat comes; while the registry is away, as
  ///   if time went on for it
  /// @param missed how many heartbeats should have come since the last one; one that is late by
  ///   less than half the time between two is not missed yet
  public record LeaseView(
      long lease, Instance instance, long ttlNanos, long remainingNanos, int missed) {}
}
