package dev.steelyard.metrics;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Point.NodePoint;
import dev.steelyard.metrics.Readings.Reading;
import java.util.List;

/// Everything that is counted of one node.
final class NodeMeter {
  final String id;
  final NodeTally tally = new NodeTally();
  final NodeTally measured = new NodeTally();
  final LatencyMeter measuredLatency = new LatencyMeter(LatencyMeter.RUN_DIGITS);

  /// The measured attempts that it should have got; see {@link ExpectedShares}.
  double expectedAttempts;

  private Member member;
  private final Windows<NodeTally> windows;
  private final Beliefs beliefs;
  private Truth truth = Truth.HEALTHY;
  private List<Fault> faults = List.of();
  private Presence presence;
  private boolean dead;
  private boolean unregistered;
  private long memberNanos;
  private long memberCountedNanos;
  private int inFlight;
  private double inFlightNanos;
  private long inFlightCountedNanos;
  private Latency runLatency = Latency.NONE;
  private boolean runLatencyIsOld;

  /// @param there whether its process runs and all balancers have it as a member
  NodeMeter(Member member, long startNanos, long tickNanos, int balancers, boolean there) {
    this.member = member;
    this.id = member.id();
    this.beliefs = new Beliefs(balancers, there);
    this.presence = new Presence(beliefs.members(), there);
    this.windows = new Windows<>(startNanos, tickNanos, new NodeTally());
    this.inFlightCountedNanos = startNanos;
    this.memberCountedNanos = startNanos;
  }

  Member member() {
    return member;
  }

  void setWeight(int weight) {
    member = member.withWeight(weight);
  }

  /// Its process runs from now on, or it does not.
  void setRunning(boolean running) {
    presence = new Presence(presence.balancers(), running);
  }

  /// Its process serves nobody from now on, or it does.
  void setDead(boolean isDead) {
    dead = isDead;
  }

  /// It is in no registry from now on, though there is one, or it is.
  void setUnregistered(boolean isUnregistered) {
    unregistered = isUnregistered;
  }

  /// Whether some balancer means to send it traffic: it is a member there and does not drain.
  boolean expectsTraffic() {
    return beliefs.expectsTraffic();
  }

  void started(long atNanos, boolean isMeasured) {
    countInFlight(atNanos);
    inFlight++;
    tally.attempts++;
    if (isMeasured) {
      measured.attempts++;
      if (dead || unregistered) {
        measured.misrouted++;
      }
    }
  }

  void ended(long atNanos, Outcome outcome, long latencyNanos, boolean isMeasured) {
    countInFlight(atNanos);
    inFlight--;
    if (outcome == Failure.CANCELLED) {
      return; // It says nothing of this node.
    }
    if (outcome.succeeded()) {
      tally.succeeded++;
      windows.record(latencyNanos);
    } else {
      tally.failed++;
    }
    if (isMeasured && outcome.succeeded()) {
      measured.succeeded++;
      measuredLatency.record(latencyNanos);
    } else if (isMeasured) {
      measured.failed++;
    }
  }

  /// @param balancer who believes it, from 1
  void believed(long atNanos, int balancer, NodeState state, String why) {
    countMembership(atNanos);
    beliefs.heard(balancer, state, why);
    presence = new Presence(beliefs.members(), presence.running());
  }

  /// It is no member any more of the balancer of this number, from 1.
  void left(long atNanos, int balancer) {
    countMembership(atNanos);
    beliefs.left(balancer);
    presence = new Presence(beliefs.members(), presence.running());
  }

  /// For how long it was a member so far.
  long memberNanos(long nowNanos) {
    countMembership(nowNanos);
    return memberNanos;
  }

  void condition(List<Fault> nowFaults, Truth nowTruth) {
    faults = nowFaults;
    truth = nowTruth;
  }

  /// The attempts in flight, added up over time so far: attempts x nanoseconds.
  double inFlightNanos(long nowNanos) {
    countInFlight(nowNanos);
    return inFlightNanos;
  }

  /// Takes the readings of this moment.
  void read(long nowNanos) {
    windows.read(nowNanos, tally.copy());
  }

  NodePoint point(long nowNanos) {
    NodeWindow second = lastSecond(nowNanos);
    return new NodePoint(
        second.attemptsPerSecond(),
        second.seconds() == 0 ? 0 : second.failed() / second.seconds(),
        second.latency().p99Nanos(),
        inFlight,
        beliefs.state(),
        truth,
        presence);
  }

  NodeFrame frame(long nowNanos, double expectedShare, NodeLoad load, double runSeconds) {
    Reading<NodeTally> ten = windows.tenSecondsAgo();
    return new NodeFrame(
        member.id(),
        member.weight(),
        expectedShare,
        presence,
        beliefs.state(),
        beliefs.reason(),
        truth,
        faults,
        member.workers(),
        inFlight,
        load.working(),
        load.queued(),
        load.connections(),
        lastSecond(nowNanos),
        tally.since(ten.value(), ten.secondsTo(nowNanos), windows.lastTenLatency()),
        measured.since(new NodeTally(), runSeconds, runLatency()));
  }

  /// Begins new slots after the readings of this moment were taken.
  void turn() {
    runLatencyIsOld |= windows.turn();
  }

  /// Read once a second, and only for those who look: it costs the most.
  private Latency runLatency() {
    if (runLatencyIsOld) {
      runLatency = measuredLatency.latency();
      runLatencyIsOld = false;
    }
    return runLatency;
  }

  private NodeWindow lastSecond(long nowNanos) {
    Reading<NodeTally> second = windows.secondAgo();
    return tally.since(second.value(), second.secondsTo(nowNanos), windows.lastSecondLatency());
  }

  private void countMembership(long nowNanos) {
    memberNanos += presence.member() ? nowNanos - memberCountedNanos : 0;
    memberCountedNanos = nowNanos;
  }

  private void countInFlight(long nowNanos) {
    inFlightNanos += (double) inFlight * (nowNanos - inFlightCountedNanos);
    inFlightCountedNanos = nowNanos;
  }
}
