package dev.steelyard.ui.discovery;

import dev.steelyard.balancer.discovery.RegistryView.LeaseView;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.metrics.DiscoveryFrame.Believer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A node as the registry and the balancers know it.
///
/// @param left what is left of its lease, 0 to 1; 0 without one
/// @param lease what is left of its lease in words
/// @param missed heartbeats that should have come since the last one
/// @param believers how many balancers of its service have it as a member
/// @param balancers how many balancers its service has
/// @param leased whether the registry holds a lease of it
/// @param known whether what the registry holds is known here at all
record LeaseRow(
    String node,
    double left,
    String lease,
    int missed,
    int believers,
    int balancers,
    boolean leased,
    boolean known) {

  /// One for each node that has a lease or that a balancer has as a member.
  static List<LeaseRow> of(DiscoveryFrame frame) {
    Set<String> services = new LinkedHashSet<>();
    frame
        .registry()
        .ifPresent(
            registry -> registry.services().forEach(service -> services.add(service.service())));
    frame.balancers().forEach(believer -> services.add(believer.view().service()));
    List<LeaseRow> rows = new ArrayList<>();
    for (String service : services) {
      List<Believer> ofService =
          frame.balancers().stream()
              .filter(believer -> believer.view().service().equals(service))
              .toList();
      Map<String, LeaseView> leases = new LinkedHashMap<>();
      frame
          .registry()
          .ifPresent(registry ->
              registry.leases(service).forEach(lease -> leases.put(lease.instance().id(), lease)));
      Set<String> nodes = new LinkedHashSet<>(leases.keySet());
      ofService.forEach(believer -> nodes.addAll(believer.view().members()));
      for (String node : nodes) {
        int believers =
            (int)
                ofService.stream()
                    .filter(believer -> believer.view().members().contains(node))
                    .count();
        rows.add(row(node, leases, believers, ofService.size(), frame.registry().isPresent()));
      }
    }
    return rows;
  }

  private static LeaseRow row(
      String node, Map<String, LeaseView> leases, int believers, int balancers, boolean known) {
    LeaseView lease = leases.get(node);
    if (lease == null) {
      return new LeaseRow(node, 0, "no lease", 0, believers, balancers, false, known);
    }
    long remaining = Math.max(0, lease.remainingNanos());
    return new LeaseRow(
        node,
        Math.min(1, (double) remaining / lease.ttlNanos()),
        String.format(Locale.ROOT, "%.1f s", remaining / 1e9),
        lease.missed(),
        believers,
        balancers,
        true,
        known);
  }

  /// What the balancers make of it, in words.
  String belief() {
    if (balancers == 0) {
      return "no balancer";
    }
    return balancers == 1
        ? (believers == 1 ? "a member" : "no member")
        : "a member of " + believers + " of " + balancers;
  }

  /// Whether registry and balancers disagree about it.
  boolean disagrees() {
    return known && balancers > 0 && (leased ? believers < balancers : believers > 0);
  }
}
