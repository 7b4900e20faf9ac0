package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.PlannedRegistryFault;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.discovery.WhenOutdated;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `discovery`. What is left out has the value of the classroom.
final class DiscoveryBinder {
  private static final DiscoverySettings DEFAULTS = DiscoverySettings.CLASSROOM;
  private static final Distribution NO_LATENCY = new Distribution.Fixed(Duration.ZERO);
  private static final Choices OUTDATED =
      Choices.of(Arrays.stream(WhenOutdated.values()).map(WhenOutdated::word).toList());
  private static final Choices EFFECTS =
      Choices.of(
          List.of(
              "unreachable",
              "watch-cut",
              "heartbeats-lost",
              "late-notifications",
              "compaction",
              "memory-lost"));

  private DiscoveryBinder() {}

  /// @param nodes the ids of the nodes; none if they are not known
  static Optional<DiscoverySpec> bind(Fields scenario, List<String> nodes) {
    return scenario.object("discovery").map(fields -> discovery(fields, nodes));
  }

  private static DiscoverySpec discovery(Fields fields, List<String> nodes) {
    SourceSpec source = SourceBinder.bind(fields);
    Duration lease =
        fields.duration("lease", DEFAULTS.lease(), Registry.SHORTEST_TTL, Registry.LONGEST_TTL);
    Duration heartbeat =
        fields.duration(
            "heartbeat",
            shorter(DEFAULTS.heartbeat(), lease.dividedBy(3)),
            DiscoverySettings.SHORTEST_HEARTBEAT,
            lease.minusMillis(1));
    boolean watch = fields.flag("watch", DEFAULTS.watch());
    Duration poll = poll(fields, watch);
    Duration pollJitter =
        fields.duration("pollJitter", shorter(DEFAULTS.pollJitter(), poll), Duration.ZERO, poll);
    Duration cacheFor =
        fields.duration(
            "cacheFor", DEFAULTS.cacheFor(), Duration.ZERO, DiscoverySettings.LONGEST_CACHE);
    WhenOutdated whenOutdated = whenOutdated(fields);
    Duration emptyAfter =
        fields.duration(
            "emptyAfter", DEFAULTS.emptyAfter(), Duration.ZERO, DiscoverySettings.LONGEST_EMPTY);
    BackoffSettings.Exponential reconnect =
        fields.object("reconnect").map(DiscoveryBinder::reconnect).orElse(DEFAULTS.reconnect());
    Duration timeout =
        fields.duration(
            "timeout",
            DEFAULTS.timeout(),
            DiscoverySettings.SHORTEST_TIMEOUT,
            DiscoverySettings.LONGEST_TIMEOUT);
    Distribution latency = DistributionBinder.bind(fields, "latency", NO_LATENCY);
    List<PlannedRegistryFault> faults = faults(fields, nodes);
    Optional<ListenAt> listen = listen(fields);
    checkSource(fields, source);
    fields.done();
    return new DiscoverySpec(
        new DiscoverySettings(
            source,
            lease,
            heartbeat,
            watch,
            poll,
            pollJitter,
            cacheFor,
            whenOutdated,
            emptyAfter,
            reconnect,
            timeout),
        latency,
        faults,
        listen);
  }

  private static Optional<ListenAt> listen(Fields fields) {
    int before = fields.problems().count();
    String text = fields.text("listen", "", Rules.LISTEN);
    if (!fields.has("listen") || fields.problems().count() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(ListenAt.of(text));
    } catch (IllegalArgumentException e) {
      fields.wrong("listen", String.valueOf(e.getMessage()), ListenAt.FORM);
      return Optional.empty();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration poll(Fields fields, boolean watch) {
    Duration poll =
        fields.duration("poll", DEFAULTS.poll(), Duration.ZERO, DiscoverySettings.LONGEST_POLL);
    if (poll.isZero() && !watch) {
      fields.wrong("poll", "there is no watch, so nothing would ever be heard", "at least 10ms");
      return DEFAULTS.poll();
    }
    if (!poll.isZero() && poll.compareTo(DiscoverySettings.SHORTEST_POLL) < 0) {
      fields.wrong("poll", "it is too short", "at least 10ms, or 0s for no polls");
      return DEFAULTS.poll();
    }
    return poll;
  }

  private static WhenOutdated whenOutdated(Fields fields) {
    Optional<String> word = fields.choice("whenOutdated", OUTDATED);
    return Arrays.stream(WhenOutdated.values())
        .filter(each -> word.isPresent() && each.word().equals(word.get()))
        .findFirst()
        .orElse(DEFAULTS.whenOutdated());
  }

  private static BackoffSettings.Exponential reconnect(Fields fields) {
    Duration base =
        fields.duration(
            "base", DEFAULTS.reconnect().base(), BackoffSettings.SHORTEST, BackoffSettings.LONGEST);
    Duration usual = DEFAULTS.reconnect().cap();
    Duration cap =
        fields.duration(
            "cap", base.compareTo(usual) > 0 ? base : usual, base, BackoffSettings.LONGEST);
    fields.done();
    return DiscoverySettings.reconnect(base, cap);
  }

  private static List<PlannedRegistryFault> faults(Fields discovery, List<String> nodes) {
    List<PlannedRegistryFault> faults = new ArrayList<>();
    for (Fields entry : discovery.objects("faults")) {
      entry.require("effect");
      Duration from =
          entry.duration("from", Duration.ZERO, Duration.ZERO, Scenario.LONGEST_DURATION);
      Optional<Duration> until = FaultsBinder.until(entry, from);
      Optional<RegistryEffect> effect =
          entry.object("effect").flatMap(fields -> effect(fields, nodes));
      if (entry.has("until") && effect.orElse(null) instanceof RegistryEffect.MemoryLost) {
        entry.wrong("until", "memory is lost in a moment", "leave it out");
      }
      entry.done();
      effect.ifPresent(found -> faults.add(new PlannedRegistryFault(from, until, found)));
    }
    return faults;
  }

  private static Optional<RegistryEffect> effect(Fields fields, List<String> nodes) {
    fields.require("type");
    Optional<String> type = fields.choice("type", EFFECTS);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    Optional<RegistryEffect> effect =
        switch (type.orElse("")) {
          case "unreachable" -> Optional.of(new RegistryEffect.Unreachable());
          case "watch-cut" -> Optional.of(new RegistryEffect.WatchCut());
          case "heartbeats-lost" -> heartbeatsLost(fields, nodes);
          case "late-notifications" -> lateNotifications(fields);
          case "compaction" -> Optional.of(new RegistryEffect.Compaction());
          case "memory-lost" -> Optional.of(new RegistryEffect.MemoryLost());
          default -> Optional.empty();
        };
    fields.done();
    return effect;
  }

  private static Optional<RegistryEffect> heartbeatsLost(Fields fields, List<String> nodes) {
    String node = FaultsBinder.node(fields.require("node"), nodes);
    return Rules.ID.allows(node)
        ? Optional.of(new RegistryEffect.HeartbeatsLost(node))
        : Optional.empty();
  }

  private static Optional<RegistryEffect> lateNotifications(Fields fields) {
    return fields
        .require("by")
        .durationIfThere(
            "by",
            RegistryEffect.LateNotifications.SHORTEST,
            RegistryEffect.LateNotifications.LONGEST)
        .map(RegistryEffect.LateNotifications::new);
  }

  /// Leases, latency and faults are those of the registry in this process.
  private static void checkSource(Fields fields, SourceSpec source) {
    if (source instanceof SourceSpec.InProcess) {
      return;
    }
    for (String name : List.of("lease", "heartbeat", "latency", "faults", "listen")) {
      if (fields.has(name)) {
        fields.wrong(
            name,
            "it is of the registry of this process, and the source is another",
            "leave it out");
      }
    }
  }
}
