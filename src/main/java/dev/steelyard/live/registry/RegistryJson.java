package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Change;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Lease;
import dev.steelyard.balancer.discovery.Listing;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.scenario.json.JsonText;
import dev.steelyard.scenario.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what a registry answers.
final class RegistryJson {
  private RegistryJson() {}

  static String lease(Lease lease, long revision) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("lease", lease.id());
    members.put("ttl", Durations.format(lease.ttl()));
    members.put("revision", revision);
    return JsonText.of(members);
  }

  static String listing(String service, Listing listing) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("service", service);
    members.put("epoch", listing.epoch());
    members.put("revision", listing.revision());
    members.put("instances", listing.instances().stream().map(RegistryJson::instance).toList());
    return JsonText.of(members);
  }

  static String services(List<String> names) {
    return JsonText.of(Map.of("services", names));
  }

  /// @param nowNanos the time that ages are counted to
  static String changes(long epoch, long revision, List<Change> changes, long nowNanos) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("epoch", epoch);
    members.put("revision", revision);
    members.put("changes", changes.stream().map(change -> change(change, nowNanos)).toList());
    return JsonText.of(members);
  }

  static String compacted(long compactedRevision) {
    return JsonText.of(Map.of("compactedRevision", compactedRevision));
  }

  private static Map<String, Object> change(Change change, long nowNanos) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("revision", change.revision());
    members.put("ageNanos", nowNanos - change.atNanos());
    switch (change) {
      case Change.Put put -> {
        members.put("type", "put");
        members.put("instance", instance(put.instance()));
      }
      case Change.Gone gone -> {
        members.put("type", "gone");
        members.put("id", gone.id());
        members.put("expired", gone.expired());
      }
    }
    return members;
  }

  private static Map<String, Object> instance(Instance instance) {
    Endpoint endpoint = instance.endpoint();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", instance.id());
    members.put("host", endpoint.host());
    members.put("port", endpoint.port());
    members.put("healthPort", endpoint.healthPort());
    members.put("weight", instance.weight());
    if (!endpoint.path().isEmpty()) {
      members.put("path", endpoint.path());
    }
    return members;
  }
}
