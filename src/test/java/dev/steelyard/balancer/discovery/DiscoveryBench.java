package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A registry, the way to it, and one who discovers, in virtual time.
final class DiscoveryBench {
  static final long MILLI = 1_000_000;
  static final String SERVICE = "orders";

  final VirtualTimeline timeline = new VirtualTimeline();
  final List<Event> events = new ArrayList<>();
  final Registry registry;
  final RegistryFaults faults;
  final RegistryLink link;
  final Map<String, Instance> members = new LinkedHashMap<>();
  final List<Difference> differences = new ArrayList<>();
  private final Seeds seeds;
  long latencyNanos;

  DiscoveryBench() {
    this(1);
  }

  DiscoveryBench(long seed) {
    seeds = new Seeds(seed);
    registry =
        new Registry(timeline, seeds.stream("registry"), events::add, Registry.DEFAULT_HISTORY);
    faults = new RegistryFaults(timeline, registry, (effect, begins) -> {});
    link = new RegistryLink(registry, timeline, () -> latencyNanos, faults);
  }

  Discovery discovery(DiscoverySettings settings) {
    return new Discovery(
        timeline,
        seeds.stream("discovery"),
        SERVICE,
        link.source(SERVICE),
        settings,
        this::change,
        events::add);
  }

  Registrar registrar(String id, DiscoverySettings settings) {
    return new Registrar(
        timeline,
        seeds.stream("registrar-" + id),
        link.node(id),
        SERVICE,
        Instances.of(id),
        settings);
  }

  /// Registers an instance with so long a lease that no test sees its end.
  Lease register(String id) {
    return register(Instances.of(id));
  }

  Lease register(Instance instance) {
    return registry.register(SERVICE, instance, Duration.ofMinutes(30));
  }

  void runTo(long millis) {
    timeline.runUntil(millis * MILLI);
  }

  /// What the log tells of the state, without the times.
  List<String> states() {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      if (event
          instanceof Event.DiscoveryChanged(long _, String _, var _, DiscoveryState to, var why)) {
        told.add(to.word() + ": " + why);
      }
    }
    return told;
  }

  private void change(Difference difference) {
    differences.add(difference);
    difference
        .left()
        .forEach(id -> {
          if (members.remove(id) == null) {
            throw new AssertionError(id + " left without being there");
          }
        });
    for (Instance instance : difference.joined()) {
      if (members.put(instance.id(), instance) != null) {
        throw new AssertionError(instance + " joined twice");
      }
    }
    difference.reweighed().forEach(instance -> members.put(instance.id(), instance));
  }
}
