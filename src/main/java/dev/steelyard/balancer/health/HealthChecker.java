package dev.steelyard.balancer.health;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.ArrayList;
import java.util.List;

/// Asks every node at regular times whether it is well, and goes on asking while it is down, unless
/// {@link HealthCheckSettings#readmit} is off.
///
/// The first checks are spread evenly over one interval. A node has at most one check in flight;
/// one that takes longer than the interval delays the next. Only an answer of 200 to 299 passes.
/// Checks travel beside the traffic and hold nothing up.
///
/// A member that joins later may have to pass a few checks in a row before its first request.
///
/// Source: HAProxy, `option httpchk` with `inter`, `rise` and `fall`.
public final class HealthChecker {
  private static final String OFF = "health checks switched off";

  private final HealthCheckSettings settings;
  private final Timeline timeline;
  private final Transport transport;
  private final EventSink events;
  private final NodeStates states;
  private final Request probe;
  private final List<Check> checks = new ArrayList<>();

  public HealthChecker(
      HealthCheckSettings settings,
      Timeline timeline,
      Transport transport,
      EventSink events,
      NodeStates states) {
    this.settings = settings;
    this.timeline = timeline;
    this.transport = transport;
    this.events = events;
    this.states = states;
    this.probe = Request.probe(settings.path());
  }

  /// Begins to check `nodes`.
  public void start(List<Node> nodes) {
    long interval = settings.interval().toNanos();
    for (int i = 0; i < nodes.size(); i++) {
      start(nodes.get(i), interval * i / nodes.size());
    }
  }

  /// Begins to check `node` at once, since it joins. If it has to warm up, it gets no traffic
  /// before that.
  public void join(Node node) {
    if (settings.warmUpProbes() > 0) {
      states.setOut(node, Exclusion.WARMING_UP, true, "joined");
    }
    start(node, 0);
  }

  /// Ends the checks of `node`, which leaves.
  public void left(Node node) {
    checks.stream()
        .filter(check -> check.node == node)
        .findFirst()
        .ifPresent(check -> {
          check.stop();
          checks.remove(check);
        });
  }

  private void start(Node node, long afterNanos) {
    if (settings.warmUpProbes() == 0) {
      states.setOut(node, Exclusion.WARMING_UP, false, "no warm-up probes");
    }
    var check = new Check(node);
    checks.add(check);
    if (check.goesOn()) {
      check.next = timeline.after(afterNanos, check::begin);
    }
  }

  /// Ends all checks. What the balancer believes stays as it is.
  public void stop() {
    checks.forEach(Check::stop);
    checks.clear();
  }

  /// Lets every node of `nodes` that is down or warming up take traffic, since nobody checks it any
  /// more.
  public void forget(List<Node> nodes) {
    for (Node node : nodes) {
      states.setOut(node, Exclusion.WARMING_UP, false, OFF);
      states.setOut(node, Exclusion.DOWN, false, OFF);
    }
  }

  /// The checks of one node, one after the other.
  private final class Check implements Transport.Done {
    final Node node;
    final RiseAndFall counter;
    Cancellable next = Cancellable.NOTHING;
    Cancellable sending = Cancellable.NOTHING;
    Cancellable timeout = Cancellable.NOTHING;
    long begunNanos;

    Check(Node node) {
      this.node = node;
      this.counter = new RiseAndFall(settings.rise(), settings.fall(), !node.isOut(Exclusion.DOWN));
    }

    /// Whether it is to be asked again.
    boolean goesOn() {
      return counter.up() || settings.readmit();
    }

    void begin() {
      begunNanos = timeline.nanos();
      timeout = timeline.after(settings.timeout().toNanos(), this::giveUp);
      sending = transport.send(node.endpoint(), probe, this);
    }

    void stop() {
      next.cancel();
      sending.cancel();
      timeout.cancel();
    }

    private void giveUp() {
      sending.cancel();
      conclude(Failure.TIMEOUT);
    }

    @Override
    public void ended(Outcome outcome) {
      timeout.cancel();
      conclude(outcome);
    }

    private void conclude(Outcome outcome) {
      long now = timeline.nanos();
      boolean passed =
          outcome instanceof Answer(int status, long _) && status >= 200 && status < 300;
      events.on(new Event.ProbeEnded(now, node.id(), passed, outcome, now - begunNanos));
      if (counter.heard(passed)) {
        states.setOut(node, Exclusion.DOWN, !counter.up(), reason(passed, outcome));
      }
      if (passed && counter.streak() >= settings.warmUpProbes()) {
        states.setOut(node, Exclusion.WARMING_UP, false, reason(true, outcome));
      }
      if (goesOn()) {
        long nextNanos = begunNanos + settings.interval().toNanos();
        next = timeline.after(Math.max(0, nextNanos - now), this::begin);
      }
    }

    private String reason(boolean passed, Outcome outcome) {
      String checks = counter.streak() == 1 ? " check" : " checks";
      return passed
          ? counter.streak() + checks + " passed"
          : counter.streak()
              + checks
              + " failed, the last: "
              + outcome.label()
              + (goesOn() ? "" : "; never asked again");
    }
  }
}
