package dev.steelyard.ui.discovery;

import dev.steelyard.balancer.discovery.DiscoveryView;
import dev.steelyard.balancer.discovery.RegistryView;
import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.metrics.DiscoveryFrame.Believer;
import dev.steelyard.ui.kit.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A balancer as it stands to the source of its members.
///
/// @param state how it stands to it
/// @param stale since when it works with an old list, in words; empty if it does not
/// @param list what its list lacks or has too much, in words
/// @param differs whether its list is another than the registry's
/// @param figures revision, lag and last contact
/// @param reason why it is in this state
record WatcherRow(
    String name,
    DiscoveryState state,
    String stale,
    String list,
    boolean differs,
    String figures,
    String reason) {

  static List<WatcherRow> of(DiscoveryFrame frame) {
    boolean several =
        frame.balancers().stream().map(each -> each.view().service()).distinct().count() > 1;
    return frame.balancers().stream().map(each -> of(frame, each, several)).toList();
  }

  private static WatcherRow of(DiscoveryFrame frame, Believer believer, boolean several) {
    DiscoveryView view = believer.view();
    String name = (several ? view.service() + ", " : "") + "balancer " + believer.balancer();
    String stale =
        view.staleSinceNanos().stream()
            .mapToObj(since -> "stale for " + ago(view, since))
            .findFirst()
            .orElse("");
    String list =
        frame
            .registry()
            .map(registry -> comparison(registry, believer))
            .orElse(count(view.members().size()));
    return new WatcherRow(
        name,
        view.state(),
        stale,
        list,
        believer.differsSinceNanos().isPresent(),
        figures(frame, view),
        view.reason());
  }

  private static String figures(DiscoveryFrame frame, DiscoveryView view) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "revision "
            + view.revision()
            + frame.registry().map(registry -> " of " + registry.revision()).orElse(""));
    if (view.lagNanos() > 0) {
      parts.add("watch lag " + Figures.duration(view.lagNanos()).text());
    }
    parts.add("heard " + ago(view, view.confirmedNanos()) + " ago");
    if (view.failures() > 0) {
      parts.add(view.failures() + (view.failures() == 1 ? " vain try" : " vain tries"));
    }
    return String.join(", ", parts);
  }

  private static String comparison(RegistryView registry, Believer believer) {
    DiscoveryView view = believer.view();
    List<String> leased =
        registry.leases(view.service()).stream().map(lease -> lease.instance().id()).toList();
    List<String> lacks = leased.stream().filter(node -> !view.members().contains(node)).toList();
    List<String> keeps = view.members().stream().filter(node -> !leased.contains(node)).toList();
    if (lacks.isEmpty() && keeps.isEmpty()) {
      return count(view.members().size()) + ", as registered";
    }
    List<String> parts = new ArrayList<>();
    if (!keeps.isEmpty()) {
      parts.add("still has " + names(keeps));
    }
    if (!lacks.isEmpty()) {
      parts.add("lacks " + names(lacks));
    }
    believer.differsSinceNanos().ifPresent(since -> parts.add("for " + ago(view, since)));
    return String.join(", ", parts);
  }

  private static String names(List<String> nodes) {
    String first = nodes.stream().limit(4).collect(Collectors.joining(" and "));
    return nodes.size() > 4 ? first + " and " + (nodes.size() - 4) + " more" : first;
  }

  private static String count(int members) {
    return members + (members == 1 ? " member" : " members");
  }

  private static String ago(DiscoveryView view, long sinceNanos) {
    long nanos = Math.max(0, view.atNanos() - sinceNanos);
    return String.format(java.util.Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
