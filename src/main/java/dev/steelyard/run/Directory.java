package dev.steelyard.run;

import dev.steelyard.balancer.Balancers;
import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Discovery;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.MemberList;
import dev.steelyard.balancer.discovery.Registrar;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.discovery.RegistryFaults;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.metrics.DiscoveryFrame.Believer;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.metrics.LogEntry.Kind;
import dev.steelyard.metrics.Recorder;
import dev.steelyard.scenario.DiscoverySpec;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Discovery in a run: the registry, a registrar for each mock node, and for each balancer of each
/// pool somebody who keeps its members. A pool is a service by its name.
///
/// A run begins as if everything had been up for a while: the nodes are registered, and the
/// balancers know them. Where the source is not the registry of this process, balancers begin with
/// the scenario's nodes, and what the source says takes their place.
///
/// A node that was killed forgets its lease and says nothing; when it comes back it registers anew.
/// One that stands still as a whole sends no heartbeats. Lives on the Timeline's thread.
final class Directory implements Announcer {
  private final Timeline timeline;
  private final World world;
  private final Seeds seeds;
  private final Recorder recorder;
  private final Roster roster;
  private final DiscoverySpec spec;
  private final List<String> services;
  private final Function<String, Balancers> balancers;
  private final Registry registry;
  private final RegistryFaults faults;
  private final RegistryLink link;
  private final Map<String, Registered> registered = new LinkedHashMap<>();
  private final List<Learner> learners = new ArrayList<>();

  /// @param balancers those of a pool
  Directory(
      Scenario scenario,
      DiscoverySpec spec,
      World world,
      Seeds seeds,
      Recorder recorder,
      Roster roster,
      Function<String, Balancers> balancers) {
    this.timeline = world.timeline();
    this.world = world;
    this.seeds = seeds;
    this.recorder = recorder;
    this.roster = roster;
    this.spec = spec;
    this.services = scenario.pools();
    this.balancers = balancers;
    this.registry =
        new Registry(timeline, seeds.stream("registry"), recorder, Registry.DEFAULT_HISTORY);
    this.faults = new RegistryFaults(timeline, registry, this::faultChanged);
    RandomGenerator chance = seeds.stream("registry-latency");
    this.link = new RegistryLink(registry, timeline, () -> spec.latency().sample(chance), faults);
    recorder.discoveryBy(this::frame);
  }

  /// The registry of this process, for others who want to use it.
  Registry registry() {
    return registry;
  }

  /// Registers the nodes that are there, and begins to learn.
  void start() {
    List<Roster.Announced> there = roster.announced();
    if (inProcess()) {
      for (Roster.Announced each : there) {
        String service = each.node().pool();
        registrar(each.node(), each.instance())
            .start(registry.register(service, each.instance(), settings().lease()));
      }
    }
    for (String service : services) {
      List<Instance> present =
          there.stream()
              .filter(each -> each.node().pool().equals(service))
              .map(Roster.Announced::instance)
              .toList();
      for (int number = 1; number <= balancers.apply(service).count(); number++) {
        learn(service, number, present);
      }
    }
    faults.play(spec.faults());
  }

  /// Begins a fault of the registry.
  void inject(RegistryEffect effect) {
    faults.begin(effect);
  }

  /// Ends a fault of the registry, if it is on.
  void clear(RegistryEffect effect) {
    faults.end(effect);
  }

  @Override
  public void join(NodeSpec node, Instance instance) {
    if (inProcess()) {
      registrar(node, instance);
      Registered found = find(node);
      found.wanted = true;
      if (!found.dead) {
        found.registrar.start();
      }
    }
  }

  @Override
  public void leave(NodeSpec node) {
    if (inProcess()) {
      Registered found = find(node);
      found.wanted = false;
      found.registrar.stop();
    }
  }

  @Override
  public void reweigh(NodeSpec node, Instance instance) {
    if (inProcess()) {
      find(node).registrar.reweigh(instance.weight());
    }
  }

  @Override
  public void condition(NodeSpec node, NodeCondition condition) {
    Registered found = registered.get(node.id());
    if (found != null) {
      found.become(condition);
    }
  }

  private DiscoveryFrame frame() {
    return new DiscoveryFrame(
        settings(),
        inProcess() ? Optional.of(registry.view(settings().heartbeat())) : Optional.empty(),
        faults.on(),
        learners.stream().map(Learner::believer).toList());
  }

  private boolean inProcess() {
    return settings().source() instanceof SourceSpec.InProcess;
  }

  private DiscoverySettings settings() {
    return spec.settings();
  }

  private Registrar registrar(NodeSpec node, Instance instance) {
    return registered.computeIfAbsent(
            node.id(),
            id ->
                new Registered(
                    new Registrar(
                        timeline,
                        seeds.stream("registrar-" + id),
                        link.node(id),
                        node.pool(),
                        instance,
                        settings())))
        .registrar;
  }

  private Registered find(NodeSpec node) {
    Registered found = registered.get(node.id());
    if (found == null) {
      throw new IllegalArgumentException("node: '" + node.id() + "' was never registered");
    }
    return found;
  }

  private void learn(String service, int number, List<Instance> present) {
    try {
      var learner = new Learner(service, number);
      var discovery =
          new Discovery(
              timeline,
              seeds.stream("discovery-" + service + "-" + number),
              service,
              world.source(settings().source(), service, link),
              settings(),
              learner,
              recorder.balancer(service, number));
      learner.discovery = Optional.of(discovery);
      learners.add(learner);
      recorder.discovery().believes(number, service, present, timeline.nanos());
      discovery.start(present);
    } catch (IOException noSource) {
      throw new UncheckedIOException(noSource);
    }
  }

  private void faultChanged(RegistryEffect effect, boolean begins) {
    recorder.note(
        new LogEntry(
            timeline.nanos(),
            begins ? Kind.FAULT : Kind.MENDED,
            Optional.empty(),
            begins ? effect.words() : "no longer " + effect.words()));
  }

  /// A mock node at the registry.
  private static final class Registered {
    final Registrar registrar;
    boolean wanted = true;
    boolean dead;
    private boolean still;

    Registered(Registrar registrar) {
      this.registrar = registrar;
    }

    void become(NodeCondition condition) {
      boolean nowDead = condition.closed();
      if (nowDead && !dead) {
        registrar.kill();
      }
      boolean comesBack = dead && !nowDead && wanted;
      dead = nowDead;
      boolean nowStill = condition.still();
      if (nowStill && !still) {
        registrar.pause();
      } else if (!nowStill && still) {
        registrar.resume();
      }
      still = nowStill;
      if (comesBack) {
        registrar.start();
      }
    }
  }

  /// What one balancer learns of a service.
  private final class Learner implements MemberList {
    final String service;
    final int number;
    final MemberList members;
    Optional<Discovery> discovery = Optional.empty();

    Learner(String service, int number) {
      this.service = service;
      this.number = number;
      this.members = balancers.apply(service).members(number);
    }

    @Override
    public void change(Difference difference) {
      recorder.discovery().listed(number, service, difference, timeline.nanos());
      members.change(roster.admitted(service, difference));
    }

    Believer believer() {
      return new Believer(
          number,
          discovery.orElseThrow().view(),
          inProcess() ? recorder.discovery().differsSince(number, service) : OptionalLong.empty());
    }
  }
}
