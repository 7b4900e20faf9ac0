package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultDriver;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Identity;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.metrics.LogEntry.Kind;
import dev.steelyard.metrics.Member;
import dev.steelyard.metrics.Progress;
import dev.steelyard.metrics.Recorder;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.MembershipChange;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Generator;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One scenario being played in one world: everything of a run that is the same in both worlds.
///
/// All calls come on the world's Timeline.
final class Trial {
  private static final long FRAME_NANOS = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /// Beyond so many node readings a run is read once a second instead of ten times.
  private static final long MOST_READINGS = 50_000;

  private final Scenario scenario;
  private final World world;
  private final Timeline timeline;
  private final Pools pools;
  private final Generator generator;
  private final RandomGenerator workOfClients;
  private final FaultDriver faults;
  private final Recorder recorder;
  private final Roster roster;
  private final Optional<Directory> directory;
  private final Announcer announcer;
  private final Runnable afterReading;
  private final long tickNanos;
  private Distribution work;
  private long nextTickNanos;
  private boolean trafficEnded;
  private long lastNumber;

  /// @param samples hears every event first
  /// @param afterReading runs after each regular reading, which it may {@link #look} at
  Trial(Scenario scenario, World world, EventSink samples, Runnable afterReading) {
    this.scenario = scenario;
    this.world = world;
    this.timeline = world.timeline();
    this.afterReading = afterReading;
    this.tickNanos = tickNanos(scenario);
    var seeds = new Seeds(scenario.seed());
    this.recorder =
        new Recorder(
            scenario.nodes().stream()
                .map(node -> new Member(node.id(), node.weight(), node.workers(), node.pool()))
                .toList(),
            timeline.nanos(),
            tickNanos,
            scenario.balancer().strategy().usesWeights(),
            samples,
            this::inFlight,
            scenario.balancers());
    this.roster = new Roster(scenario, world, recorder);
    this.pools = new Pools(scenario, world, seeds, this::pool, recorder, this::sink);
    this.directory =
        scenario
            .services()
            .discovery()
            .map(spec -> new Directory(scenario, spec, world, seeds, recorder, roster, pools::of));
    this.announcer =
        directory
            .<Announcer>map(found -> found)
            .orElse(new DirectAnnouncer(node -> pools.of(node.pool())));
    this.generator =
        new Generator(timeline, seeds, scenario.traffic(), this::nextNumber, pools::dispatch);
    this.work = scenario.traffic().work();
    this.workOfClients = seeds.stream("work-of-clients");
    this.faults = new FaultDriver(timeline, new FaultTarget());
  }

  /// Begins: checks, traffic, faults and readings.
  ///
  /// @param traffic whether requests are made here, or come from real clients alone
  void start(boolean traffic) {
    note(Kind.RUN, Optional.empty(), "started: " + scenario.title());
    if (scenario.warmup().isZero()) {
      beginMeasuring();
    } else {
      timeline.after(scenario.warmup().toNanos(), this::beginMeasuring);
    }
    faults.play(scenario.faults());
    directory.ifPresent(Directory::start);
    roster.play(scenario.services().membership(), announcer);
    pools.start();
    if (traffic) {
      generator.resume();
    }
    nextTickNanos = timeline.nanos() + tickNanos;
    timeline.after(tickNanos, this::tick);
  }

  /// A number for the next request: one row for those that are made here and those of real clients.
  long nextNumber() {
    return ++lastNumber;
  }

  /// Has a real client's request balanced. Of a mock node it asks as much work as one that is made
  /// here. Who comes when the traffic has ended is turned away, or a busy door would keep the run
  /// from ending.
  ///
  /// @return calls it off
  Cancellable dispatch(Request request, long intendedNanos) {
    if (trafficEnded) {
      Objects.requireNonNull(request.exchange()).ended(Failure.NO_NODE);
      return Cancellable.NOTHING;
    }
    return pools.dispatch(request.withWork(work.sample(workOfClients)), intendedNanos);
  }

  /// The registry of this run, if balancers learn of nodes by discovery.
  Optional<Registry> registry() {
    return directory.map(Directory::registry);
  }

  /// Notes in the log something about a door to other programs.
  void noteDoor(String text) {
    note(Kind.RUN, Optional.empty(), text);
  }

  /// Requests that have not ended.
  long inFlight() {
    return pools.inFlight();
  }

  void pauseTraffic() {
    generator.pause();
    note(Kind.RUN, Optional.empty(), "paused");
  }

  void resumeTraffic() {
    note(Kind.RUN, Optional.empty(), "goes on");
    generator.resume();
  }

  void change(BalancerSettings settings) {
    pools.change(settings);
  }

  void change(GatewaySettings settings) {
    pools.change(settings);
  }

  void change(TrafficSettings settings) {
    generator.change(settings);
    work = settings.work();
    note(Kind.SETTING, Optional.empty(), "traffic: " + settings.words());
  }

  void inject(String node, Fault fault) {
    faults.inject(node, fault);
  }

  void clear(String node, FaultType type) {
    faults.clear(node, type);
  }

  /// Lets a node join that has left or was not there yet.
  void join(String node) {
    roster.join(node, announcer);
  }

  /// Lets a node leave; its process goes on for the usual grace.
  void leave(String node) {
    roster.leave(node, MembershipChange.DEFAULT_GRACE, announcer);
  }

  void setWeight(String node, int weight) {
    roster.setWeight(node, weight, announcer);
  }

  /// Adds a mock node that nobody knows yet, and lets it join. If the machine does not give its
  /// ports, the log says so.
  void add(NodeSpec node) {
    try {
      roster.add(node, announcer);
    } catch (IOException noPorts) {
      note(Kind.RUN, Optional.empty(), node.id() + " cannot be added: " + noPorts.getMessage());
    }
  }

  /// Begins a fault of the registry, if there is one.
  void inject(RegistryEffect effect) {
    directory.ifPresent(found -> found.inject(effect));
  }

  /// Ends a fault of the registry, if it is on.
  void clear(RegistryEffect effect) {
    directory.ifPresent(found -> found.clear(effect));
  }

  /// Ends traffic and measuring; what is in flight goes on.
  void endTraffic() {
    trafficEnded = true;
    generator.pause();
    recorder.endMeasuring(timeline.nanos(), roster::load);
  }

  /// The longest that requests in flight can take to end.
  long longestDrainNanos() {
    return pools.longestRequest().toNanos();
  }

  Summary summary() {
    return recorder.summary(
        new Identity(
            scenario.id(), world.name(), scenario.seed(), pools.settings().strategy().type().id()));
  }

  /// How the run gets on, as of the last reading.
  Progress progress() {
    return recorder.progress(timeline.nanos(), roster::load);
  }

  /// All figures of this moment.
  Frame look() {
    return recorder.look(timeline.nanos(), roster::load);
  }

  /// Hears what the figures hear.
  private EventSink sink(EventSink figures) {
    return event -> {
      figures.on(event);
      if (event instanceof Event.RequestEnded ended) {
        generator.ended(ended.request()); // A user may wait for it.
      }
    };
  }

  private void beginMeasuring() {
    recorder.beginMeasuring(timeline.nanos(), roster::load);
  }

  /// Readings keep to the times that they were planned for, so that none is missing at the end
  /// because each came a little late. Those that a machine slept through are left out.
  private void tick() {
    long now = timeline.nanos();
    nextTickNanos += tickNanos * (1 + (now - nextTickNanos) / tickNanos);
    timeline.after(nextTickNanos - now, this::tick);
    recorder.read(now);
    afterReading.run();
    recorder.turn();
  }

  private Pool pool(String id) {
    var pool = new Pool();
    for (Roster.Announced member : roster.announced()) {
      if (member.node().pool().equals(id)) {
        pool.add(member.instance().endpoint(), member.node().weight());
      }
    }
    return pool;
  }

  private void note(Kind kind, Optional<String> node, String text) {
    recorder.note(new LogEntry(timeline.nanos(), kind, node, text));
  }

  private static long tickNanos(Scenario scenario) {
    long readings = scenario.duration().toNanos() / FRAME_NANOS * scenario.nodes().size();
    return readings <= MOST_READINGS ? FRAME_NANOS : SECOND;
  }

  /// Hands what is wrong with a node to the world that plays it and to the figures that show it.
  private final class FaultTarget implements FaultDriver.Target {
    @Override
    public void began(String node, Fault fault) {
      note(Kind.FAULT, Optional.of(node), fault.words());
    }

    @Override
    public void ended(String node, Fault fault) {
      note(Kind.MENDED, Optional.of(node), "no longer " + fault.words());
    }

    @Override
    public void condition(
        String node, NodeCondition condition, Truth truth, List<Fault> nowFaults) {
      roster.condition(node, condition, announcer);
      recorder.condition(node, nowFaults, truth);
    }
  }
}
