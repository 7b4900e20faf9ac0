package dev.steelyard.run;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.metrics.LogEntry.Kind;
import dev.steelyard.metrics.Member;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.metrics.Recorder;
import dev.steelyard.scenario.MembershipChange;
import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.text.Durations;
import dev.steelyard.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a run: whose process runs, who is announced to the balancers, and how both change
/// in orderly ways.
///
/// A node that leaves is called off first, goes on serving for its grace, and then its process
/// stops. One that joins starts and is announced; if it had not stopped yet, it just goes on.
///
/// Lives on the Timeline's thread.
final class Roster {
  /// At most so many nodes are taken in that discovery tells of and the scenario does not.
  private static final int MOST_STRANGERS = 1_000;

  private final Timeline timeline;
  private final World world;
  private final Recorder recorder;
  private final Map<String, Resident> residents = new LinkedHashMap<>();
  private final Set<String> strangers = new HashSet<>();

  /// Nodes whose first change is to join do not run yet.
  Roster(Scenario scenario, World world, Recorder recorder) {
    this.timeline = world.timeline();
    this.world = world;
    this.recorder = recorder;
    List<Endpoint> endpoints = world.endpoints();
    for (int i = 0; i < endpoints.size(); i++) {
      NodeSpec spec = scenario.nodes().get(i);
      boolean there = isThereAtTheStart(spec.id(), scenario.services().membership());
      var resident = new Resident(spec, endpoints.get(i), there);
      residents.put(spec.id(), resident);
      if (!there) {
        recorder.absent(spec.id(), timeline.nanos());
        resident.apply();
      }
    }
  }

  private static boolean isThereAtTheStart(String node, List<MembershipChange> changes) {
    return changes.stream()
        .filter(change -> change.node().equals(node))
        .min(Comparator.comparing(MembershipChange::at))
        .map(first -> first.change() == Change.LEAVE)
        .orElse(true);
  }

  /// What of `difference` the balancers of a pool may heed: all of it, but for nodes that nobody
  /// knew when there are too many of them already. Gets to know the others.
  Difference admitted(String pool, Difference difference) {
    List<Instance> joined = new ArrayList<>();
    for (Instance instance : difference.joined()) {
      if (isKnown(instance)) {
        joined.add(instance);
      } else if (strangers.size() < MOST_STRANGERS) {
        strangers.add(instance.id());
        recorder.add(new Member(instance.id(), instance.weight(), 1, pool), timeline.nanos());
        recorder.running(instance.id(), true);
        joined.add(instance);
      } else {
        note(Optional.empty(), instance.id() + " is left out: there are too many nodes");
      }
    }
    for (Instance instance : difference.reweighed()) {
      if (isKnown(instance)) {
        recorder.weight(instance.id(), instance.weight());
      }
    }
    return new Difference(joined, difference.left(), difference.reweighed());
  }

  private boolean isKnown(Instance instance) {
    return residents.containsKey(instance.id()) || strangers.contains(instance.id());
  }

  /// How busy a node is; nothing is known of one that is not in this world, so it counts as idle.
  NodeLoad load(String node) {
    return residents.containsKey(node) ? world.load(node) : NodeLoad.IDLE;
  }

  /// The nodes that are announced now, in their order.
  List<Announced> announced() {
    List<Announced> found = new ArrayList<>();
    for (Resident resident : residents.values()) {
      if (resident.announced) {
        found.add(new Announced(resident.spec, resident.instance()));
      }
    }
    return found;
  }

  /// A node that balancers may know of.
  record Announced(NodeSpec node, Instance instance) {}

  /// Plays `changes`; their times count from now.
  void play(List<MembershipChange> changes, Announcer announcer) {
    for (MembershipChange change : changes) {
      Runnable act =
          switch (change.change()) {
            case JOIN -> () -> join(change.node(), announcer);
            case LEAVE -> () -> leave(change.node(), change.grace(), announcer);
          };
      timeline.after(change.at().toNanos(), act);
    }
  }

  /// Starts a node, or keeps it from stopping. Does nothing if it is announced.
  void join(String node, Announcer announcer) {
    Resident resident = find(node);
    if (resident.announced) {
      return;
    }
    resident.stopping.cancel();
    if (!resident.running) {
      resident.running = true;
      note(node, "starts");
      recorder.running(node, true);
      resident.apply();
      announcer.condition(resident.spec, resident.condition());
    }
    resident.announced = true;
    announcer.join(resident.spec, resident.instance());
  }

  /// Lets a node leave. Does nothing if it is not announced.
  ///
  /// @param grace how long its process goes on
  void leave(String node, Duration grace, Announcer announcer) {
    Resident resident = find(node);
    if (!resident.announced) {
      return;
    }
    resident.announced = false;
    note(node, "is to leave, and stops in " + Durations.format(grace));
    announcer.leave(resident.spec);
    resident.stopping =
        timeline.after(
            grace.toNanos(),
            () -> {
              resident.running = false;
              note(node, "has stopped");
              recorder.running(node, false);
              announcer.condition(resident.spec, resident.condition());
              resident.apply();
            });
  }

  /// Gives a node another weight, now or for when it joins.
  void setWeight(String node, int weight, Announcer announcer) {
    Resident resident = find(node);
    resident.spec = resident.spec.withWeight(weight);
    recorder.weight(node, weight);
    if (resident.announced) {
      announcer.reweigh(resident.spec, resident.instance());
    } else {
      note(node, "weight when it joins: " + weight);
    }
  }

  /// Opens one more mock node and lets it join.
  ///
  /// @throws IOException if the machine does not give its ports
  /// @throws IllegalArgumentException if its id is taken, or there are as many nodes as there may
  ///   be
  void add(NodeSpec spec, Announcer announcer) throws IOException {
    if (residents.size() >= Scenario.MOST_NODES) {
      throw new IllegalArgumentException("nodes: there are " + Scenario.MOST_NODES + " already");
    }
    Endpoint endpoint = world.open(spec);
    recorder.add(
        new Member(spec.id(), spec.weight(), spec.workers(), spec.pool()), timeline.nanos());
    residents.put(spec.id(), new Resident(spec, endpoint, false));
    join(spec.id(), announcer);
  }

  /// The faults of a node are these from now on; they act while its process runs.
  void condition(String node, NodeCondition condition, Announcer announcer) {
    Resident resident = find(node);
    resident.faults = condition;
    resident.apply();
    announcer.condition(resident.spec, resident.condition());
  }

  private Resident find(String node) {
    Resident resident = residents.get(node);
    if (resident == null) {
      throw new IllegalArgumentException("node: there is no '" + node + "'");
    }
    return resident;
  }

  private void note(String node, String text) {
    note(Optional.of(node), text);
  }

  private void note(Optional<String> node, String text) {
    recorder.note(new LogEntry(timeline.nanos(), Kind.MEMBER, node, text));
  }

  /// One node.
  private final class Resident {
    NodeSpec spec;
    final Endpoint endpoint;
    boolean running;
    boolean announced;
    NodeCondition faults = NodeCondition.GOOD;
    Cancellable stopping = Cancellable.NOTHING;

    Resident(NodeSpec spec, Endpoint endpoint, boolean there) {
      this.spec = spec;
      this.endpoint = endpoint;
      this.running = there;
      this.announced = there;
    }

    Instance instance() {
      return new Instance(endpoint, spec.weight());
    }

    NodeCondition condition() {
      return running ? faults : faults.stopped();
    }

    /// Brings the world to it. A service that is not ours starts and stops by itself.
    void apply() {
      NodeCondition condition = condition();
      if (spec.address().isEmpty()) {
        world.setCondition(spec.id(), condition);
      }
      recorder.process(spec.id(), condition.closed(), announced, timeline.nanos());
    }
  }
}
