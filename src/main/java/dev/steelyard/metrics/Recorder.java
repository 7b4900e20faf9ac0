package dev.steelyard.metrics;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.LogEntry.Kind;
import dev.steelyard.metrics.Readings.Reading;
import dev.steelyard.metrics.Summary.PoolSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns the events of a run into frames and, in the end, into its summary.
///
/// Requests that begin between {@link #beginMeasuring} and {@link #endMeasuring} are the measured
/// ones, and they are followed to their end. Runs on the Timeline's thread; what it gives out is
/// immutable.
public final class Recorder implements EventSink {
  /// What a node comes from when it joins, in the transitions.
  private static final String ABSENT = "absent";

  private static final String JOINED = "joined";
  private static final String LEFT = "left";

  private final Map<String, NodeMeter> meters = new LinkedHashMap<>();

  private final Map<String, PoolMeter> pools = new LinkedHashMap<>();
  private final PoolMeter firstPool;
  private final Tally tally = new Tally();
  private final Windows<Tally> windows;
  private final Measurement measurement;
  private final EventSink samples;
  private final LongSupplier inFlight;
  private final LagMeter lag;
  private final int balancers;
  private long attemptsEnded;
  private final ExpectedShares expected;
  private final DiscoveryMeter discovery = new DiscoveryMeter();
  private Supplier<Optional<DiscoveryFrame>> discoveryFrame = Optional::empty;
  private final long tickNanos;
  private long lastNanos;
  private boolean tellsPools;
  private History history = History.EMPTY;
  private Log log = Log.EMPTY;

  /// @param members the nodes, all of them there at the start unless {@link #absent} says otherwise
  /// @param startNanos when the run begins
  /// @param tickNanos the time between two calls of {@link #read}: a second or a whole part of one
  /// @param weighted whether the strategy heeds weights
  /// @param samples hears every event first, for whoever follows single requests
  /// @param inFlight how many requests have not ended by the balancers' own count, against which
  ///   the books are checked
  /// @param balancers how many balancers there are, 1 or more
  public Recorder(
      List<Member> members,
      long startNanos,
      long tickNanos,
      boolean weighted,
      EventSink samples,
      LongSupplier inFlight,
      int balancers) {
    this.balancers = balancers;
    this.tickNanos = tickNanos;
    for (Member member : members) {
      meters.put(member.id(), newMeter(member, startNanos, true));
      pool(member.pool());
    }
    this.firstPool = pool(members.getFirst().pool());
    this.expected = new ExpectedShares(meters.values(), weighted);
    this.windows = new Windows<>(startNanos, tickNanos, new Tally());
    this.measurement = new Measurement(meters.values());
    this.samples = samples;
    this.inFlight = inFlight;
    this.lag = new LagMeter(tickNanos);
  }

  /// Hears the only balancer, or the first of several.
  @Override
  public void on(Event event) {
    hear(firstPool, 1, event);
  }

  /// Hears the balancer of this number, from 1, of the only pool; what it believes is told apart
  /// from what the others do.
  public EventSink balancer(int number) {
    return number == 1 ? this : event -> hear(firstPool, number, event);
  }

  /// Hears the balancer of this number, from 1, of a pool.
  public EventSink balancer(String pool, int number) {
    PoolMeter meter = pool(pool);
    return meter == firstPool ? balancer(number) : event -> hear(meter, number, event);
  }

  /// Hears a gateway, which ends what it refuses before any pool gets it.
  public EventSink gateway() {
    return event -> hear(null, 1, event);
  }

  /// The summary is to tell what came to each pool.
  ///
  /// @param gateway whether there is a gateway, so that refusals are to be counted even if there
  ///   are none
  public void tellPools(boolean gateway) {
    tellsPools = true;
    if (gateway) {
      measurement.mayRefuse();
    }
  }

  private PoolMeter pool(String id) {
    return pools.computeIfAbsent(id, PoolMeter::new);
  }

  private void hear(@Nullable PoolMeter pool, int balancer, Event event) {
    samples.on(event);
    switch (event) {
      case Event.RequestStarted(long at, long request, long intended) -> {
        tally.generated++;
        lag.record(at - intended);
        measurement.requestStarted(request, at - intended);
        if (tellsPools && pool != null && measurement.measures(request)) {
          pool.requestStarted();
        }
      }
      case Event.AttemptStarted(
              long at,
              long request,
              int number,
              AttemptKind kind,
              String node,
              int slot) ->
          attemptStarted(at, request, kind, meter(pool, node, slot));
      case Event.AttemptEnded(
              long at,
              long request,
              int number,
              String node,
              int slot,
              Outcome outcome,
              long latency) -> {
        attemptsEnded++;
        if (!outcome.succeeded() && outcome != Failure.CANCELLED) {
          tally.failedAttempts++;
        }
        measurement.attemptEnded(request, outcome);
        meter(pool, node, slot).ended(at, outcome, latency, measurement.measures(request));
      }
      case Event.AttemptWithheld(long at, long request, AttemptKind kind, Reason reason) ->
          measurement.attemptWithheld(request, reason);
      case Event.RequestEnded(long at, long request, Outcome outcome, int attempts, long latency) ->
          requestEnded(pool, request, outcome, latency);
      case Event.NodeStateChanged change -> stateChanged(change, balancer);
      case Event.PanicChanged change ->
          panicChanged(change, pool == null ? firstPool : pool, balancer);
      case Event.SettingChanged(long at, String setting, String value) ->
          note(new LogEntry(at, Kind.SETTING, Optional.empty(), setting + ": " + value));
      case Event.MemberJoined joined -> joined(joined, balancer);
      case Event.MemberLeft left -> left(left, balancer);
      case Event.LeaseChanged change -> leaseChanged(change);
      case Event.DiscoveryChanged change -> discoveryChanged(change, balancer);
      case Event.NodeChosen chosen -> {}
      case Event.ProbeEnded probe -> {}
    }
  }

  /// Notes a line in the event log.
  public void note(LogEntry entry) {
    log = log.plus(entry);
  }

  /// The faults of a node are these from now on.
  public void condition(String node, List<Fault> faults, Truth truth) {
    meter(node).condition(faults, truth);
  }

  /// The strategy heeds weights from now on, or it does not.
  public void setWeighted(boolean weighted) {
    settleShares();
    expected.setWeighted(weighted);
  }

  /// The strategy of one pool heeds weights from now on, or it does not.
  public void setWeighted(String pool, boolean weighted) {
    settleShares();
    expected.setWeighted(pool, weighted);
  }

  /// One of the nodes given at the beginning is not there yet. To be called before anything is told
  /// of it.
  public void absent(String node, long nowNanos) {
    meters.put(node, newMeter(meter(node).member(), nowNanos, false));
  }

  /// Gets to know a node that is not there yet. Its place is behind all others. To be called before
  /// anything is told of it; does nothing if it is known.
  public void add(Member member, long nowNanos) {
    if (!meters.containsKey(member.id())) {
      meters.put(member.id(), newMeter(member, nowNanos, false));
    }
  }

  private NodeMeter newMeter(Member member, long nowNanos, boolean there) {
    return new NodeMeter(member, nowNanos, tickNanos, balancers, there);
  }

  /// The process of a node runs from now on, or it does not.
  public void running(String node, boolean running) {
    meter(node).setRunning(running);
  }

  /// What became of the process of a node.
  ///
  /// @param dead whether it serves nobody from now on, since it was killed or has stopped
  /// @param wanted whether it should be there
  public void process(String node, boolean dead, boolean wanted, long nowNanos) {
    meter(node).setDead(dead);
    if (dead && wanted) {
      discovery.died(node, nowNanos);
    } else {
      discovery.lives(node);
    }
  }

  /// There is discovery, and who looks is to see what `frame` says.
  public void discoveryBy(Supplier<DiscoveryFrame> frame) {
    discovery.use();
    discoveryFrame = () -> Optional.of(frame.get());
  }

  /// What the balancer of a number, from 1, believes of a service at the beginning.
  public void believes(
      int balancer, String service, Collection<Instance> instances, long nowNanos) {
    discovery.believes(balancer, service, instances, nowNanos);
  }

  /// The list that the balancer of a number, from 1, has of a service became another one.
  public void listed(int balancer, String service, Difference difference, long nowNanos) {
    discovery.listed(balancer, service, difference, nowNanos);
  }

  /// Since when the list of a balancer is another than the registry's; empty if it is the same.
  public OptionalLong differsSince(int balancer, String service) {
    return discovery.differsSince(balancer, service);
  }

  /// The weight of a node is this from now on.
  public void weight(String node, int weight) {
    settleShares();
    meter(node).setWeight(weight);
  }

  /// The warm-up is over.
  public void beginMeasuring(long nowNanos, Function<String, NodeLoad> loads) {
    measurement.begin(nowNanos, loads);
    discovery.begin(nowNanos);
  }

  /// Requests that begin later are not measured.
  public void endMeasuring(long nowNanos, Function<String, NodeLoad> loads) {
    measurement.end(nowNanos, loads);
  }

  /// Takes the regular readings of this moment for the history. To be followed by {@link #turn};
  /// who wants to see the moment takes a {@link #look} in between.
  public void read(long nowNanos) {
    lastNanos = nowNanos;
    windows.read(nowNanos, tally.copy());
    meters.values().forEach(meter -> meter.read(nowNanos));
    history = history.plus(point(nowNanos));
  }

  /// Lets the windows move on after a reading.
  public void turn() {
    if (windows.turn()) {
      measurement.turn();
    }
    meters.values().forEach(NodeMeter::turn);
    lag.turn();
  }

  /// All figures of this moment. They cost more than the regular readings.
  public Frame look(long nowNanos, Function<String, NodeLoad> loads) {
    return frame(nowNanos, loads);
  }

  /// The few figures that tell how a run gets on, as of the last reading.
  public Progress progress(long nowNanos, Function<String, NodeLoad> loads) {
    return new Progress(nowNanos, books(), lastSecond(nowNanos), () -> look(nowNanos, loads));
  }

  /// The results so far.
  ///
  /// @param identity what was run
  public Summary summary(Identity identity) {
    List<PoolSummary> told =
        tellsPools ? pools.values().stream().map(PoolMeter::summary).toList() : List.of();
    return measurement.summary(
        identity, expected, told, discovery.summary(measurement.endNanos(lastNanos)));
  }

  /// The counts so far. So that they can be found wrong, what is in flight is what the balancers
  /// say, and all attempts are those that the nodes got.
  public Books books() {
    long attempts = 0;
    for (NodeMeter meter : meters.values()) {
      attempts += meter.tally.attempts;
    }
    return new Books(
        tally.generated,
        tally.succeeded,
        tally.failed,
        inFlight.getAsLong(),
        attempts,
        tally.first,
        tally.retries,
        tally.hedges,
        attempts - attemptsEnded);
  }

  private void stateChanged(Event.NodeStateChanged change, int balancer) {
    if (change.to() == NodeState.DOWN) {
      discovery.wentDown(change.node(), change.atNanos());
    }
    if (change.from() == NodeState.DRAINING || change.to() == NodeState.DRAINING) {
      settleShares();
    }
    meter(change.node()).believed(change.atNanos(), balancer, change.to(), change.reason());
    measurement.moved(
        change.atNanos(),
        change.node(),
        change.from().word(),
        change.to().word(),
        change.reason(),
        whose(balancer));
    String text = change.from().word() + " to " + change.to().word() + ": " + change.reason();
    noteHealth(balancer, change.atNanos(), Optional.of(change.node()), text);
  }

  private void leaseChanged(Event.LeaseChanged change) {
    discovery.leaseChanged(change);
    NodeMeter meter = meters.get(change.node()); // Another program's node may be unknown yet.
    if (meter != null && change.change() != LeaseChange.FORGOTTEN) {
      meter.setUnregistered(change.change() != LeaseChange.GRANTED);
    }
    String text = "registry: " + change.change().words();
    note(new LogEntry(change.atNanos(), Kind.DISCOVERY, Optional.of(change.node()), text));
  }

  private void discoveryChanged(Event.DiscoveryChanged change, int balancer) {
    discovery.discoveryChanged(balancer, change);
    String text = "members of " + change.service() + ": " + change.to().word();
    noteOf(
        balancer,
        Kind.DISCOVERY,
        change.atNanos(),
        Optional.empty(),
        text + ", " + change.reason());
  }

  private void joined(Event.MemberJoined event, int balancer) {
    settleShares();
    NodeMeter meter = meter(event.node());
    meter.setWeight(event.weight());
    meter.believed(event.atNanos(), balancer, NodeState.UP, JOINED);
    measurement.moved(event.atNanos(), event.node(), ABSENT, JOINED, "new member", whose(balancer));
    noteOf(balancer, Kind.MEMBER, event.atNanos(), Optional.of(event.node()), "is a member");
  }

  private void left(Event.MemberLeft event, int balancer) {
    settleShares();
    NodeMeter meter = meter(event.node());
    meter.left(event.atNanos(), balancer);
    measurement.moved(
        event.atNanos(),
        event.node(),
        NodeState.DRAINING.word(),
        LEFT,
        "nothing in flight any more",
        whose(balancer));
    String text = "is no member any more";
    noteOf(balancer, Kind.MEMBER, event.atNanos(), Optional.of(event.node()), text);
  }

  /// To be called before anything changes on which the expected shares depend.
  private void settleShares() {
    expected.settle(measurement.attempts());
  }

  private OptionalInt whose(int balancer) {
    return balancers > 1 ? OptionalInt.of(balancer) : OptionalInt.empty();
  }

  private void panicChanged(Event.PanicChanged change, PoolMeter pool, int balancer) {
    pool.panicking.set(balancer, change.panic());
    String of = pools.size() > 1 ? "pool " + pool.id + ": " : "";
    String which = change.healthy() + " of " + change.members() + " nodes seem healthy";
    String text =
        change.panic() ? "panic: " + which + ", so all get traffic" : "panic over: " + which;
    noteHealth(balancer, change.atNanos(), Optional.empty(), of + text);
  }

  private void noteHealth(int balancer, long atNanos, Optional<String> node, String text) {
    noteOf(balancer, Kind.HEALTH, atNanos, node, text);
  }

  private void noteOf(int balancer, Kind kind, long atNanos, Optional<String> node, String text) {
    String whose = balancers > 1 ? "balancer " + balancer + ": " : "";
    note(new LogEntry(atNanos, kind, node, whose + text));
  }

  private void attemptStarted(long at, long request, AttemptKind kind, NodeMeter meter) {
    tally.attemptStarted(kind);
    measurement.attemptStarted(request, kind);
    meter.started(at, measurement.measures(request));
  }

  private void requestEnded(@Nullable PoolMeter pool, long request, Outcome outcome, long latency) {
    if (outcome.succeeded()) {
      tally.succeeded++;
      windows.record(latency);
    } else {
      tally.failed++;
    }
    measurement.requestEnded(request, outcome, latency);
    if (tellsPools && pool != null && measurement.measures(request)) {
      pool.requestEnded(outcome, latency);
    }
  }

  private Frame frame(long nowNanos, Function<String, NodeLoad> loads) {
    Reading<Tally> ten = windows.tenSecondsAgo();
    double runSeconds = measurement.seconds(nowNanos);
    return new Frame(
        nowNanos,
        books(),
        lastSecond(nowNanos),
        tally.since(ten.value(), ten.secondsTo(nowNanos), windows.lastTenLatency()),
        measurement.window(nowNanos),
        meters.values().stream()
            .map(meter ->
                meter.frame(nowNanos, expected.now(meter), loads.apply(meter.id), runSeconds))
            .toList(),
        pools.values().stream().anyMatch(pool -> !pool.panicking.isEmpty()),
        lag.worstNanos(),
        discoveryFrame.get(),
        history,
        log);
  }

  private Point point(long nowNanos) {
    Window second = lastSecond(nowNanos);
    return new Point(
        nowNanos,
        second.perSecond(second.generated()),
        second.perSecond(second.failed()),
        second.perSecond(second.first()),
        second.perSecond(second.retries()),
        second.perSecond(second.hedges()),
        second.perSecond(second.failedAttempts()),
        second.latency(),
        meters.values().stream().map(meter -> meter.point(nowNanos)).toList());
  }

  private Window lastSecond(long nowNanos) {
    Reading<Tally> second = windows.secondAgo();
    return tally.since(second.value(), second.secondsTo(nowNanos), windows.lastSecondLatency());
  }

  private NodeMeter meter(@Nullable PoolMeter pool, String node, int slot) {
    PoolMeter its = pool == null ? firstPool : pool;
    NodeMeter known = its.known(node, slot);
    if (known == null) {
      known = meter(node);
      its.remember(slot, known);
    }
    return known;
  }

  private NodeMeter meter(String node) {
    NodeMeter meter = meters.get(node);
    if (meter == null) {
      throw new IllegalArgumentException("node: '" + node + "' is not among " + meters.keySet());
    }
    return meter;
  }
}
