package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.PlannedRegistryFault;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.discovery.SourceSpec.DnsRecord;
import dev.steelyard.scenario.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `discovery` as the fields of a scenario file.
final class DiscoveryFields {
  private DiscoveryFields() {}

  static Map<String, Object> of(DiscoverySpec spec) {
    DiscoverySettings settings = spec.settings();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", source(settings.source()));
    boolean inProcess = settings.source() instanceof SourceSpec.InProcess;
    if (inProcess) {
      fields.put("lease", Durations.format(settings.lease()));
      fields.put("heartbeat", Durations.format(settings.heartbeat()));
    }
    fields.put("watch", settings.watch());
    fields.put("poll", Durations.format(settings.poll()));
    fields.put("pollJitter", Durations.format(settings.pollJitter()));
    fields.put("cacheFor", Durations.format(settings.cacheFor()));
    fields.put("whenOutdated", settings.whenOutdated().word());
    fields.put("emptyAfter", Durations.format(settings.emptyAfter()));
    Map<String, Object> reconnect = new LinkedHashMap<>();
    reconnect.put("base", Durations.format(settings.reconnect().base()));
    reconnect.put("cap", Durations.format(settings.reconnect().cap()));
    fields.put("reconnect", reconnect);
    fields.put("timeout", Durations.format(settings.timeout()));
    if (inProcess) {
      fields.put("latency", TrafficFields.distribution(spec.latency()));
      fields.put("faults", spec.faults().stream().map(DiscoveryFields::fault).toList());
      spec.listen().ifPresent(listen -> fields.put("listen", listen.text()));
    }
    return fields;
  }

  private static Map<String, Object> source(SourceSpec source) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", source.type());
    switch (source) {
      case SourceSpec.InProcess() -> {}
      case SourceSpec.File(Path path) -> fields.put("path", path.toString());
      case SourceSpec.Dns(String name, DnsRecord kind, int port, Optional<String> server) -> {
        fields.put("name", name);
        fields.put("record", kind.name());
        if (kind == DnsRecord.A) {
          fields.put("port", port);
        }
        server.ifPresent(found -> fields.put("server", found));
      }
      case SourceSpec.HttpRegistry http -> fields.put("url", http.url().toString());
    }
    return fields;
  }

  private static Map<String, Object> fault(PlannedRegistryFault fault) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", Durations.format(fault.from()));
    fault.until().ifPresent(until -> fields.put("until", Durations.format(until)));
    fields.put("effect", effect(fault.effect()));
    return fields;
  }

  private static Map<String, Object> effect(RegistryEffect effect) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", effect.type());
    switch (effect) {
      case RegistryEffect.HeartbeatsLost(String node) -> fields.put("node", node);
      case RegistryEffect.LateNotifications(Duration by) -> fields.put("by", Durations.format(by));
      case RegistryEffect.Unreachable(), RegistryEffect.WatchCut() -> {}
      case RegistryEffect.Compaction(), RegistryEffect.MemoryLost() -> {}
    }
    return fields;
  }
}
