package dev.steelyard.metrics;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.LogEntry.Kind;
import dev.steelyard.metrics.Readings.Reading;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Turns the events of a run into frames and, in the end, into its summary.
///
/// Requests that begin between {@link #beginMeasuring} and {@link #endMeasuring} are the measured
/// ones, and they are followed to their end. Runs on the Timeline's thread; what it gives out is
/// immutable.
public final class Recorder implements EventSink {
  private final Map<String, NodeMeter> meters = new LinkedHashMap<>();

  /// The same meters by the slots of their nodes, as far as they were met: found without a look
  /// into the id.
  private @Nullable NodeMeter[] metersBySlot;

  private final Tally tally = new Tally();
  private final Windows<Tally> windows;
  private final Measurement measurement;
  private final EventSink samples;
  private final LongSupplier inFlight;
  private final LagMeter lag;
  private final int balancers;
  private long attemptsEnded;
  private boolean weighted;
  private final BitSet panicking = new BitSet();
  private History history = History.EMPTY;
  private Log log = Log.EMPTY;

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
    for (Member member : members) {
      var meter = new NodeMeter(member, startNanos, tickNanos, balancers);
      meters.put(member.id(), meter);
    }
    this.metersBySlot = new NodeMeter[members.size()];
    this.windows = new Windows<>(startNanos, tickNanos, new Tally());
    this.measurement = new Measurement(meters.values());
    this.samples = samples;
    this.inFlight = inFlight;
    this.lag = new LagMeter(tickNanos);
    this.weighted = weighted;
  }

  /// Hears the only balancer, or the first of several.
  @Override
  public void on(Event event) {
    hear(1, event);
  }

  /// Hears the balancer of this number, from 1; what it believes is told apart from what the others
  /// do.
  public EventSink balancer(int number) {
    return number == 1 ? this : event -> hear(number, event);
  }

  private void hear(int balancer, Event event) {
    samples.on(event);
    switch (event) {
      case Event.RequestStarted(long at, long request, long intended) -> {
        tally.generated++;
        lag.record(at - intended);
        measurement.requestStarted(request, at - intended);
      }
      case Event.AttemptStarted(
              long at,
              long request,
              int number,
              AttemptKind kind,
              String node,
              int slot) ->
          attemptStarted(at, request, kind, meter(node, slot));
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
        meter(node, slot).ended(at, outcome, latency, measurement.measures(request));
      }
      case Event.AttemptWithheld(long at, long request, AttemptKind kind, Reason reason) ->
          measurement.attemptWithheld(request, reason);
      case Event.RequestEnded(long at, long request, Outcome outcome, int attempts, long latency) ->
          requestEnded(request, outcome, latency);
      case Event.NodeStateChanged change -> stateChanged(change, balancer);
      case Event.PanicChanged change -> panicChanged(change, balancer);
      case Event.SettingChanged(long at, String setting, String value) ->
          note(new LogEntry(at, Kind.SETTING, Optional.empty(), setting + ": " + value));
      case Event.LeaseChanged(long at, String service, String node, LeaseChange change) ->
          note(new LogEntry(at, Kind.HEALTH, Optional.of(node), "registry: " + change.words()));
      case Event.DiscoveryChanged change -> {
        String text = "members of " + change.service() + ": " + change.to().word();
        noteHealth(balancer, change.atNanos(), Optional.empty(), text + ", " + change.reason());
      }
      case Event.MemberJoined joined -> {}
      case Event.MemberLeft left -> {}
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
    this.weighted = weighted;
  }

  /// The warm-up is over.
  public void beginMeasuring(long nowNanos, Function<String, NodeLoad> loads) {
    measurement.begin(nowNanos, loads);
  }

  /// Requests that begin later are not measured.
  public void endMeasuring(long nowNanos, Function<String, NodeLoad> loads) {
    measurement.end(nowNanos, loads);
  }

  /// Takes the regular readings of this moment for the history. To be followed by {@link #turn};
  /// who wants to see the moment takes a {@link #look} in between.
  public void read(long nowNanos) {
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
    return measurement.summary(identity, expectedShares());
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
    meter(change.node()).believed(balancer, change.to(), change.reason());
    measurement.stateChanged(
        change, balancers > 1 ? OptionalInt.of(balancer) : OptionalInt.empty());
    String text = change.from().word() + " to " + change.to().word() + ": " + change.reason();
    noteHealth(balancer, change.atNanos(), Optional.of(change.node()), text);
  }

  private void panicChanged(Event.PanicChanged change, int balancer) {
    panicking.set(balancer, change.panic());
    String which = change.healthy() + " of " + change.members() + " nodes seem healthy";
    String text =
        change.panic() ? "panic: " + which + ", so all get traffic" : "panic over: " + which;
    noteHealth(balancer, change.atNanos(), Optional.empty(), text);
  }

  private void noteHealth(int balancer, long atNanos, Optional<String> node, String text) {
    String whose = balancers > 1 ? "balancer " + balancer + ": " : "";
    note(new LogEntry(atNanos, Kind.HEALTH, node, whose + text));
  }

  private void attemptStarted(long at, long request, AttemptKind kind, NodeMeter meter) {
    tally.attemptStarted(kind);
    measurement.attemptStarted(request, kind);
    meter.started(at, measurement.measures(request));
  }

  private void requestEnded(long request, Outcome outcome, long latency) {
    if (outcome.succeeded()) {
      tally.succeeded++;
      windows.record(latency);
    } else {
      tally.failed++;
    }
    measurement.requestEnded(request, outcome, latency);
  }

  private Frame frame(long nowNanos, Function<String, NodeLoad> loads) {
    Reading<Tally> ten = windows.tenSecondsAgo();
    double runSeconds = measurement.seconds(nowNanos);
    ToDoubleFunction<Member> shares = expectedShares();
    return new Frame(
        nowNanos,
        books(),
        lastSecond(nowNanos),
        tally.since(ten.value(), ten.secondsTo(nowNanos), windows.lastTenLatency()),
        measurement.window(nowNanos),
        meters.values().stream()
            .map(meter ->
                meter.frame(
                    nowNanos,
                    shares.applyAsDouble(meter.member),
                    loads.apply(meter.member.id()),
                    runSeconds))
            .toList(),
        !panicking.isEmpty(),
        lag.worstNanos(),
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

  private ToDoubleFunction<Member> expectedShares() {
    if (!weighted) {
      double even = 1.0 / meters.size();
      return member -> even;
    }
    double total = meters.values().stream().mapToDouble(meter -> meter.member.weight()).sum();
    return member -> member.weight() / total;
  }

  /// A node that came to the slot of one that left takes the meter's place there.
  private NodeMeter meter(String node, int slot) {
    if (slot >= metersBySlot.length) {
      metersBySlot = Arrays.copyOf(metersBySlot, Math.max(slot + 1, 2 * metersBySlot.length));
    }
    NodeMeter known = metersBySlot[slot];
    if (known == null || !known.id.equals(node)) {
      known = meter(node);
      metersBySlot[slot] = known;
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
