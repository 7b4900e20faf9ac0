package dev.steelyard.metrics;

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
import dev.steelyard.metrics.Readings.Reading;
import java.util.List;
import java.util.Optional;
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
  private final Meters meters;
  private final PoolMeters pools;
  private final Tally tally = new Tally();
  private final Windows<Tally> windows;
  private final Measurement measurement;
  private final EventSink samples;
  private final LongSupplier inFlight;
  private final LagMeter lag;
  private final Chronicle chronicle;
  private final Transitions transitions;
  private long attemptsEnded;
  private final ExpectedShares expected;
  private final DiscoveryMeter discovery = new DiscoveryMeter();
  private Supplier<Optional<DiscoveryFrame>> discoveryFrame = Optional::empty;
  private long lastNanos;
  private History history = History.EMPTY;

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
    this.transitions = new Transitions(balancers);
    this.chronicle = new Chronicle(balancers);
    this.meters = new Meters(tickNanos, balancers);
    for (Member member : members) {
      meters.begin(member, startNanos, true);
    }
    this.pools = new PoolMeters(members, meters);
    this.expected = new ExpectedShares(meters.all(), weighted);
    this.windows = new Windows<>(startNanos, tickNanos, new Tally());
    this.measurement = new Measurement(meters.all(), transitions);
    this.samples = samples;
    this.inFlight = inFlight;
    this.lag = new LagMeter(tickNanos);
  }

  /// Hears the only balancer, or the first of several.
  @Override
  public void on(Event event) {
    hear(pools.first(), 1, event);
  }

  /// Hears the balancer of this number, from 1, of the only pool; what it believes is told apart
  /// from what the others do.
  public EventSink balancer(int number) {
    return number == 1 ? this : event -> hear(pools.first(), number, event);
  }

  /// Hears the balancer of this number, from 1, of a pool.
  public EventSink balancer(String pool, int number) {
    PoolMeter meter = pools.get(pool);
    return meter == pools.first() ? balancer(number) : event -> hear(meter, number, event);
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
    pools.tell();
    if (gateway) {
      measurement.mayRefuse();
    }
  }

  private void hear(@Nullable PoolMeter pool, int balancer, Event event) {
    samples.on(event);
    switch (event) {
      case Event.RequestStarted(long at, long request, long intended) -> {
        tally.generated++;
        lag.record(at - intended);
        measurement.requestStarted(request, at - intended);
        if (pools.told() && pool != null && measurement.measures(request)) {
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
          attemptStarted(at, request, kind, pools.meter(pool, node, slot));
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
        pools.meter(pool, node, slot).ended(at, outcome, latency, measurement.measures(request));
      }
      case Event.AttemptWithheld(long at, long request, AttemptKind kind, Reason reason) ->
          measurement.attemptWithheld(request, reason);
      case Event.RequestEnded(long at, long request, Outcome outcome, int attempts, long latency) ->
          requestEnded(pool, request, outcome, latency);
      case Event.NodeStateChanged change -> stateChanged(change, balancer);
      case Event.PanicChanged change ->
          panicChanged(change, pool == null ? pools.first() : pool, balancer);
      case Event.SettingChanged change -> chronicle.settingChanged(change);
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
    chronicle.note(entry);
  }

  /// The faults of a node are these from now on.
  public void condition(String node, List<Fault> faults, Truth truth) {
    meters.get(node).condition(faults, truth);
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
    meters.begin(meters.get(node).member(), nowNanos, false);
  }

  /// Gets to know a node that is not there yet. Its place is behind all others. To be called before
  /// anything is told of it; does nothing if it is known.
  public void add(Member member, long nowNanos) {
    if (meters.find(member.id()) == null) {
      meters.begin(member, nowNanos, false);
    }
  }

  /// The process of a node runs from now on, or it does not.
  public void running(String node, boolean running) {
    meters.get(node).setRunning(running);
  }

  /// What became of the process of a node.
  ///
  /// @param dead whether it serves nobody from now on, since it was killed or has stopped
  /// @param wanted whether it should be there
  public void process(String node, boolean dead, boolean wanted, long nowNanos) {
    meters.get(node).setDead(dead);
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

  /// Measures discovery; whoever carries it out tells it there what balancers believe.
  public DiscoveryMeter discovery() {
    return discovery;
  }

  /// The weight of a node is this from now on.
  public void weight(String node, int weight) {
    settleShares();
    meters.get(node).setWeight(weight);
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
    meters.all().forEach(meter -> meter.read(nowNanos));
    history = history.plus(point(nowNanos));
  }

  /// Lets the windows move on after a reading.
  public void turn() {
    if (windows.turn()) {
      measurement.turn();
    }
    meters.all().forEach(NodeMeter::turn);
    lag.turn();
  }

  /// All figures of this moment. They cost more than the regular readings.
  public Frame look(long nowNanos, Function<String, NodeLoad> loads) {
    Reading<Tally> ten = windows.tenSecondsAgo();
    double runSeconds = measurement.seconds(nowNanos);
    return new Frame(
        nowNanos,
        books(),
        lastSecond(nowNanos),
        tally.since(ten.value(), ten.secondsTo(nowNanos), windows.lastTenLatency()),
        measurement.window(nowNanos),
        meters.all().stream()
            .map(meter ->
                meter.frame(nowNanos, expected.now(meter), loads.apply(meter.id), runSeconds))
            .toList(),
        pools.panic(),
        lag.worstNanos(),
        discoveryFrame.get(),
        history,
        chronicle.log());
  }

  /// The few figures that tell how a run gets on, as of the last reading.
  public Progress progress(long nowNanos, Function<String, NodeLoad> loads) {
    return new Progress(nowNanos, books(), lastSecond(nowNanos), () -> look(nowNanos, loads));
  }

  /// The results so far.
  ///
  /// @param identity what was run
  public Summary summary(Identity identity) {
    return measurement.summary(
        identity, expected, pools.summaries(), discovery.summary(measurement.endNanos(lastNanos)));
  }

  /// The counts so far. So that they can be found wrong, what is in flight is what the balancers
  /// say, and all attempts are those that the nodes got.
  public Books books() {
    long attempts = meters.attempts();
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
    meters.get(change.node()).believed(change.atNanos(), balancer, change.to(), change.reason());
    transitions.stateChanged(change, balancer);
    chronicle.stateChanged(change, balancer);
  }

  private void leaseChanged(Event.LeaseChanged change) {
    discovery.leaseChanged(change);
    NodeMeter meter = meters.find(change.node()); // Another program's node may be unknown yet.
    if (meter != null && change.change() != LeaseChange.FORGOTTEN) {
      meter.setUnregistered(change.change() != LeaseChange.GRANTED);
    }
    chronicle.leaseChanged(change);
  }

  private void discoveryChanged(Event.DiscoveryChanged change, int balancer) {
    discovery.discoveryChanged(balancer, change);
    chronicle.discoveryChanged(change, balancer);
  }

  private void joined(Event.MemberJoined event, int balancer) {
    settleShares();
    NodeMeter meter = meters.get(event.node());
    meter.setWeight(event.weight());
    meter.believed(event.atNanos(), balancer, NodeState.UP, "new member");
    transitions.joined(event, balancer);
    chronicle.joined(event, balancer);
  }

  private void left(Event.MemberLeft event, int balancer) {
    settleShares();
    meters.get(event.node()).left(event.atNanos(), balancer);
    transitions.left(event, balancer);
    chronicle.left(event, balancer);
  }

  /// To be called before anything changes on which the expected shares depend.
  private void settleShares() {
    expected.settle(measurement.attempts());
  }

  private void panicChanged(Event.PanicChanged change, PoolMeter pool, int balancer) {
    pool.panicking.set(balancer, change.panic());
    String of = pools.several() ? "pool " + pool.id + ": " : "";
    chronicle.panicChanged(change, of, balancer);
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
    if (pools.told() && pool != null && measurement.measures(request)) {
      pool.requestEnded(outcome, latency);
    }
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
        meters.all().stream().map(meter -> meter.point(nowNanos)).toList());
  }

  private Window lastSecond(long nowNanos) {
    Reading<Tally> second = windows.secondAgo();
    return tally.since(second.value(), second.secondsTo(nowNanos), windows.lastSecondLatency());
  }
}
