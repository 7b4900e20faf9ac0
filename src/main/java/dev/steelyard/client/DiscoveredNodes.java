package dev.steelyard.client;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Discovery;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Timeline;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The nodes of a pool as {@link Discovery} finds them. They are reached by HTTP.
final class DiscoveredNodes implements NodeSource {
  private final Timeline timeline;
  private final RandomGenerator random;
  private final String service;
  private final MemberSource source;
  private final DiscoverySettings settings;
  private final EventSink events;
  private final Map<String, NodeAddress> present = new LinkedHashMap<>(); // The Timeline's.

  DiscoveredNodes(
      Timeline timeline,
      RandomGenerator random,
      String service,
      MemberSource source,
      DiscoverySettings settings,
      EventSink events) {
    this.timeline = timeline;
    this.random = random;
    this.service = service;
    this.source = source;
    this.settings = settings;
    this.events = events;
  }

  @Override
  public Following follow(Consumer<List<NodeAddress>> listener) {
    var discovery =
        new Discovery(
            timeline,
            random,
            service,
            source,
            settings,
            difference -> {
              apply(difference);
              listener.accept(List.copyOf(present.values()));
            },
            events);
    timeline.execute(() -> discovery.start(List.of()));
    return () -> timeline.execute(discovery::stop);
  }

  private void apply(Difference difference) {
    difference.left().forEach(present::remove);
    difference.joined().forEach(this::put);
    difference.reweighed().forEach(this::put);
  }

  private void put(Instance instance) {
    Endpoint at = instance.endpoint();
    URI uri = URI.create("http://" + at.host() + ":" + at.port() + at.path());
    present.put(at.id(), new NodeAddress(at.id(), uri, instance.weight(), at.healthPort()));
  }
}
