package dev.steelyard.balancer.discovery;

import static dev.steelyard.balancer.discovery.DiscoveryBench.MILLI;
import static dev.steelyard.balancer.discovery.DiscoveryBench.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Minutes of anything that can go wrong with a registry, while nodes come, go, die and stand
/// still. The number of the repetition is the seed.
class RegistryStormTest {
  private static final int NODES = 6;
  private static final long STORM_NANOS = 180_000 * MILLI;
  private static final long STEP_NANOS = 50 * MILLI;
  private static final long SLOW_NANOS = 1_500 * MILLI; // Longer than any answer is waited for.

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Map<String, Long> lastListed = new HashMap<>();
  private final List<Registrar> nodes = new ArrayList<>();
  private final Set<String> running = new TreeSet<>();
  private final List<Believer> believers = new ArrayList<>();
  private long latencyNanos = 5 * MILLI;
  private long spellBegan; // Of the last outage, with others that followed soon.
  private long lastUnreachable;
  private long lastMistrusted; // When the list became empty, or the memory was lost.
  private long lastEmpty = -1;
  private boolean empty;
  private final Seeds seeds;
  private final Registry registry;

  RegistryStormTest(RepetitionInfo repetition) {
    seeds = new Seeds(repetition.getCurrentRepetition());
    registry = new Registry(timeline, seeds.stream("registry"), this::heard, 20);
  }

  @RepeatedTest(100)
  void noGoodListIsWipedNobodyIsKeptTooLongAndAllConverge() {
    RandomGenerator chance = seeds.stream("storm");
    var faults = new RegistryFaults(timeline, registry, (effect, begins) -> {});
    var link = new RegistryLink(registry, timeline, () -> latencyNanos, faults);
    believers.add(new Believer("watching", DiscoverySettings.CLASSROOM, seeds, link));
    believers.add(
        new Believer("polling", DiscoverySettings.CLASSROOM.withWatch(false), seeds, link));
    for (int i = 0; i < NODES; i++) {
      String id = "n" + i;
      var node =
          new Registrar(
              timeline,
              seeds.stream(id),
              link.node(id),
              SERVICE,
              Instances.of(id),
              DiscoverySettings.CLASSROOM);
      nodes.add(node);
      running.add(id);
      node.start();
    }
    timeline.runUntil(2_000 * MILLI);
    believers.forEach(believer -> believer.discovery.start(List.of()));

    while (timeline.nanos() < STORM_NANOS) {
      timeline.runUntil(timeline.nanos() + STEP_NANOS);
      look();
      if (chance.nextInt(12) == 0) {
        strike(faults, chance);
      }
    }

    calm(faults);
    timeline.runUntil(timeline.nanos() + calmNanos());
    for (Believer believer : believers) {
      assertThat(believer.members.keySet())
          .as(believer.name)
          .containsExactlyInAnyOrderElementsOf(running);
      assertThat(believer.discovery.view().stale()).isFalse();
    }
    assertThat(believers.getFirst().discovery.view().state()).isEqualTo(DiscoveryState.WATCHING);
  }

  /// Long enough for a lease of a dead node to end, and for each believer to hear of it.
  private static long calmNanos() {
    DiscoverySettings settings = DiscoverySettings.CLASSROOM;
    return settings
        .lease()
        .plus(settings.reconnect().cap())
        .plus(settings.timeout())
        .plus(settings.longestHold())
        .toNanos();
  }

  private void strike(RegistryFaults faults, RandomGenerator chance) {
    Registrar node = nodes.get(chance.nextInt(NODES));
    String id = node.instance().id();
    switch (chance.nextInt(20)) {
      case 0, 1 -> faults.begin(new RegistryEffect.Unreachable());
      case 2, 3, 4 -> faults.end(new RegistryEffect.Unreachable());
      case 5 -> faults.begin(new RegistryEffect.WatchCut());
      case 6 -> faults.end(new RegistryEffect.WatchCut());
      case 7 -> faults.begin(new RegistryEffect.HeartbeatsLost(id));
      case 8 -> faults.end(new RegistryEffect.HeartbeatsLost(id));
      case 9 -> faults.begin(late(chance));
      case 10 -> faults.end(new RegistryEffect.LateNotifications(Duration.ofSeconds(1)));
      case 11 -> faults.begin(new RegistryEffect.Compaction());
      case 12 -> faults.end(new RegistryEffect.Compaction());
      case 13 -> {
        if (chance.nextInt(4) == 0) {
          faults.begin(new RegistryEffect.MemoryLost());
          lastMistrusted = timeline.nanos(); // Though nobody may be there to be forgotten.
        }
      }
      case 14 -> latencyNanos = chance.nextInt(4) == 0 ? SLOW_NANOS : chance.nextInt(300) * MILLI;
      case 15 -> {
        node.kill();
        running.remove(id);
      }
      case 16 -> {
        node.stop();
        running.remove(id);
      }
      case 17, 18 -> {
        node.start();
        running.add(id);
      }
      case 19 -> everybodyLeaves(chance);
      default -> throw new AssertionError();
    }
    look();
  }

  private void everybodyLeaves(RandomGenerator chance) {
    if (chance.nextInt(4) == 0) {
      nodes.forEach(Registrar::stop);
      running.clear();
    }
  }

  private static RegistryEffect late(RandomGenerator chance) {
    return new RegistryEffect.LateNotifications(Duration.ofMillis(chance.nextInt(1, 12_000)));
  }

  private void calm(RegistryFaults faults) {
    List.copyOf(faults.on()).forEach(faults::end);
    latencyNanos = 5 * MILLI;
    nodes.getFirst().start();
    running.add("n0");
  }

  private void lookForEmptiness() {
    boolean before = empty;
    empty = registry.list(SERVICE).instances().isEmpty();
    if (empty) {
      lastEmpty = timeline.nanos();
      lastMistrusted = before ? lastMistrusted : lastEmpty;
    }
  }

  private void heard(Event event) {
    if (event instanceof Event.LeaseChanged(long at, String _, String node, LeaseChange change)) {
      lastListed.put(node, at);
      if (change == LeaseChange.FORGOTTEN) {
        lastMistrusted = at;
      }
      lookForEmptiness();
    }
  }

  private void look() {
    long now = timeline.nanos();
    List<Instance> listed = registry.list(SERVICE).instances();
    listed.forEach(instance -> lastListed.put(instance.id(), now));
    if (registry.away() || latencyNanos >= SLOW_NANOS) {
      if (now - lastUnreachable > DiscoverySettings.CLASSROOM.longestHold().toNanos()) {
        spellBegan = now;
      }
      lastUnreachable = now;
    }
    lookForEmptiness();
    believers.forEach(Believer::check);
  }

  /// A balancer's list, and whether it is one that is allowed.
  private final class Believer {
    final String name;
    final DiscoverySettings settings;
    final Discovery discovery;
    final Map<String, Instance> members = new HashMap<>();

    Believer(String name, DiscoverySettings settings, Seeds seeds, RegistryLink link) {
      this.name = name;
      this.settings = settings;
      this.discovery =
          new Discovery(
              timeline,
              seeds.stream(name),
              SERVICE,
              link.source(SERVICE),
              settings,
              this::change,
              event -> {});
    }

    private void change(Difference difference) {
      difference.left().forEach(id -> assertThat(members.remove(id)).isNotNull());
      for (Instance instance : difference.joined()) {
        assertThat(members.put(instance.id(), instance)).isNull();
      }
      if (members.isEmpty()) {
        // It said so itself, by an answer that was no longer under way than is waited for.
        long since = timeline.nanos() - lastEmpty;
        assertThat(lastEmpty).isNotNegative();
        assertThat(since).isLessThanOrEqualTo(settings.timeout().toNanos() + STEP_NANOS);
      }
    }

    void check() {
      long now = timeline.nanos();
      long hold = settings.longestHold().toNanos();
      long heardAll = now - lastUnreachable > hold ? now : spellBegan; // But for what came later.
      boolean mistrusts = heardAll - lastMistrusted <= hold;
      long bound = mistrusts ? hold : settings.longestLag().toNanos();
      long could = mistrusts ? Math.max(lastUnreachable, lastMistrusted) : lastUnreachable;
      for (String id : members.keySet()) {
        long since = Math.max(lastListed.getOrDefault(id, 0L), could);
        assertThat(now - since)
            .as("%s still believes in %s at %d ms: %s", name, id, now / MILLI, discovery.view())
            .isLessThanOrEqualTo(bound);
      }
    }
  }
}
