package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;
import dev.steelyard.balancer.retry.RetryPolicy;
import dev.steelyard.balancer.retry.Tries;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The way of a request: choose a node, send, record, and try again where that helps.
///
/// It alone acts on what strategy, retry policy and health decide.
final class Dispatcher {
  /// There is no bound on the time of a whole request.
  static final long UNBOUNDED = Long.MAX_VALUE;

  private final Timeline timeline;
  private final Transport transport;
  private final Pool pool;
  private final EventSink events;
  private final Health health;
  private Strategy strategy;
  private RetryPolicy retry;
  private @Nullable HedgePolicy hedging;
  private long timeoutNanos;
  private long requestTimeoutNanos;
  private @Nullable LongPredicate traced;
  private long inFlight;

  Dispatcher(
      Timeline timeline,
      Transport transport,
      Pool pool,
      EventSink events,
      Strategy strategy,
      RetryPolicy retry,
      @Nullable HedgePolicy hedging,
      Health health,
      long timeoutNanos,
      long requestTimeoutNanos) {
    this.timeline = timeline;
    this.transport = transport;
    this.pool = pool;
    this.events = events;
    this.strategy = strategy;
    this.retry = retry;
    this.hedging = hedging;
    this.health = health;
    this.timeoutNanos = timeoutNanos;
    this.requestTimeoutNanos = requestTimeoutNanos;
  }

  void use(Strategy changed) {
    strategy = changed;
  }

  void use(RetryPolicy changed) {
    retry = changed;
  }

  /// No hedges from now on if null.
  void use(@Nullable HedgePolicy changed) {
    hedging = changed;
  }

  void useTimeout(long changedNanos) {
    timeoutNanos = changedNanos;
  }

  /// Of use for requests that come later.
  void useRequestTimeout(long changedNanos) {
    requestTimeoutNanos = changedNanos;
  }

  /// Explains every choice for the requests whose ids pass.
  void trace(LongPredicate requests) {
    traced = requests;
  }

  /// Requests that have not ended.
  long inFlight() {
    return inFlight;
  }

  /// Sends `request` to the nodes until one answers or no more is tried.
  ///
  /// @return calls it off, since its client has gone
  Cancellable dispatch(Request request, long intendedNanos) {
    inFlight++;
    long now = timeline.nanos();
    events.on(new Event.RequestStarted(now, request.id(), intendedNanos));
    retry.requestBegan(now);
    long deadline =
        requestTimeoutNanos == UNBOUNDED ? Tries.NO_DEADLINE : now + requestTimeoutNanos;
    var flight = new Flight(request, intendedNanos, deadline);
    flight.attempt(AttemptKind.FIRST);
    return flight;
  }

  /// One request on its way. Run when the wait before a retry is over.
  private final class Flight implements Tries, Runnable, Cancellable {
    final Request request;
    final long intendedNanos;
    final long deadlineNanos;
    List<Node> tried = List.of();
    int attempts;
    boolean hedged;
    long lastWaitNanos;
    @Nullable Race race;
    @Nullable Cancellable underWay; // An attempt, two that race, or a wait; null once it is over.

    Flight(Request request, long intendedNanos, long deadlineNanos) {
      this.request = request;
      this.intendedNanos = intendedNanos;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public Request request() {
      return request;
    }

    @Override
    public int attempts() {
      return attempts;
    }

    @Override
    public int retries() {
      return attempts - (hedged ? 2 : 1);
    }

    @Override
    public long lastWaitNanos() {
      return lastWaitNanos;
    }

    @Override
    public long deadlineNanos() {
      return deadlineNanos;
    }

    @Override
    public void run() {
      attempt(AttemptKind.RETRY);
    }

    @Override
    public void cancel() {
      Cancellable ending = underWay;
      if (ending != null) {
        ending.cancel();
        end(Failure.CLIENT_GONE);
      }
    }

    void attempt(AttemptKind kind) {
      Candidates candidates = pool.candidates(tried);
      if (candidates == null) {
        end(pool.heldBackByBreakers() ? Failure.BREAKER_OPEN : Failure.NO_NODE);
        return;
      }
      Attempt attempt = send(candidates, kind);
      underWay = attempt;
      HedgePolicy policy = hedging;
      if (policy != null && !hedged && retry.mayHedge(this)) {
        long delay = policy.delayNanos();
        race = delay == HedgePolicy.NEVER ? null : new Race(attempt, delay);
        underWay = race == null ? attempt : race;
      }
    }

    Attempt send(Candidates candidates, AttemptKind kind) {
      long now = timeline.nanos();
      attempts++;
      Attempt attempt = new Attempt(this, choose(candidates, now), kind, attempts, now);
      attempt.send();
      return attempt;
    }

    private Node choose(Candidates candidates, long now) {
      LongPredicate wanted = traced;
      if (wanted == null || !wanted.test(request.id())) {
        return strategy.choose(candidates, request, now).node();
      }
      Choice choice = strategy.explain(candidates, request, now);
      var explanation = Explanations.of(choice, pool, candidates, tried);
      events.on(new Event.NodeChosen(now, request.id(), attempts, explanation));
      return choice.node();
    }

    /// An attempt ended by itself. If it failed while another one is in flight, that one decides.
    void ended(Attempt attempt, Outcome outcome) {
      Race run = race;
      boolean decided = run == null || run.isDecidedBy(attempt, outcome);
      if (outcome.succeeded()) {
        end(outcome);
      } else if (decided) {
        failed(attempt.node, outcome);
      }
    }

    private void failed(Node node, Outcome outcome) {
      switch (retry.decide(this, outcome, timeline.nanos())) {
        case GiveUp(Reason reason) -> {
          withheld(AttemptKind.RETRY, reason);
          end(outcome);
        }
        case TryAgain(long afterNanos) -> {
          remember(node);
          lastWaitNanos = afterNanos;
          if (afterNanos == 0) {
            attempt(AttemptKind.RETRY);
          } else {
            underWay = timeline.after(afterNanos, this);
          }
        }
      }
    }

    void withheld(AttemptKind kind, Reason reason) {
      events.on(new Event.AttemptWithheld(timeline.nanos(), request.id(), kind, reason));
    }

    void remember(Node node) {
      if (tried.isEmpty()) {
        tried = new ArrayList<>();
      }
      if (!tried.contains(node)) {
        tried.add(node);
      }
    }

    void end(Outcome outcome) {
      underWay = null;
      inFlight--;
      long now = timeline.nanos();
      events.on(new Event.RequestEnded(now, request.id(), outcome, attempts, now - intendedNanos));
      Exchange exchange = request.exchange();
      if (exchange != null) {
        exchange.ended(outcome);
      }
    }
  }

  /// An attempt that may be overtaken by a hedge, which is sent when this is run. A request has at
  /// most one hedge.
  private final class Race implements Runnable, Cancellable {
    final Flight flight;
    final Cancellable start;
    @Nullable Attempt original;
    @Nullable Attempt hedge;

    Race(Attempt original, long delayNanos) {
      this.flight = original.flight;
      this.original = original;
      this.start = timeline.after(delayNanos, this);
    }

    @Override
    public void run() {
      Attempt slow = original;
      if (slow == null || hedging == null) {
        return; // Hedging was switched off meanwhile.
      }
      flight.remember(slow.node);
      Candidates others = pool.candidates(flight.tried);
      if (others == null || flight.tried.stream().anyMatch(others::contains)) {
        flight.withheld(AttemptKind.HEDGE, Reason.NO_OTHER_NODE);
        return;
      }
      Reason refusal = retry.refusesHedge(timeline.nanos());
      if (refusal != null) {
        flight.withheld(AttemptKind.HEDGE, refusal);
        return;
      }
      flight.hedged = true;
      hedge = flight.send(others, AttemptKind.HEDGE);
    }

    @Override
    public void cancel() {
      start.cancel();
      if (original != null) {
        original.cancel();
      }
      if (hedge != null) {
        hedge.cancel();
      }
      original = null;
      hedge = null;
    }

    /// Whether nothing of the request is in flight after this attempt ended so: the loser of a
    /// success is called off.
    boolean isDecidedBy(Attempt ended, Outcome outcome) {
      start.cancel();
      Attempt other = ended == original ? hedge : original;
      original = null;
      hedge = null;
      if (other == null) {
        return true;
      }
      if (outcome.succeeded()) {
        other.cancel();
        return true;
      }
      original = other;
      return false;
    }
  }

  /// One attempt of a request; run by its own timeout.
  private final class Attempt implements Transport.Done, Runnable, Cancellable {
    final Flight flight;
    final Node node;
    final AttemptKind kind;
    final int number;
    final long sentNanos;
    Cancellable sending = Cancellable.NOTHING;
    Cancellable timeout = Cancellable.NOTHING;

    Attempt(Flight flight, Node node, AttemptKind kind, int number, long sentNanos) {
      this.flight = flight;
      this.node = node;
      this.kind = kind;
      this.number = number;
      this.sentNanos = sentNanos;
    }

    void send() {
      node.attemptStarted();
      health.attemptStarted(node);
      events.on(
          new Event.AttemptStarted(
              sentNanos, flight.request.id(), number, kind, node.id(), node.slot()));
      timeout = timeline.timeout(Math.min(timeoutNanos, flight.deadlineNanos - sentNanos), this);
      sending = transport.send(node.endpoint(), flight.request, this);
    }

    @Override
    public void run() {
      long left = timeToMoveNanos();
      if (left > 0) {
        timeout = timeline.timeout(left, this);
      } else {
        sending.cancel();
        record(Failure.TIMEOUT);
      }
    }

    /// How much longer something may take to move for a real client; 0 for other requests.
    private long timeToMoveNanos() {
      Exchange exchange = flight.request.exchange();
      if (exchange == null) {
        return 0;
      }
      long now = timeline.nanos();
      long silentUntil = exchange.lastMovedNanos(now) + timeoutNanos;
      return Math.min(silentUntil, flight.deadlineNanos) - now;
    }

    @Override
    public void ended(Outcome outcome) {
      timeout.cancel();
      record(outcome);
    }

    private void record(Outcome outcome) {
      long now = timeline.nanos();
      long latency = now - sentNanos;
      node.attemptEnded();
      if (outcome != Failure.CONNECTION_LIMIT) { // Nothing was sent.
        strategy.attemptEnded(node, outcome, latency, now);
      }
      retry.attemptEnded(outcome);
      tell(outcome, now, latency);
      health.attemptEnded(node, outcome, latency);
      flight.ended(this, outcome);
    }

    /// Another attempt of the request was answered first, or its client has gone. That is no
    /// failure of this node.
    @Override
    public void cancel() {
      sending.cancel();
      timeout.cancel();
      long now = timeline.nanos();
      long lasted = now - sentNanos;
      node.attemptEnded();
      strategy.attemptCalledOff(node, lasted, now);
      tell(Failure.CANCELLED, now, lasted);
      health.attemptCancelled(node);
    }

    private void tell(Outcome outcome, long now, long latency) {
      HedgePolicy policy = hedging;
      if (policy != null && kind != AttemptKind.HEDGE) {
        policy.attemptEnded(outcome, latency);
      }
      events.on(
          new Event.AttemptEnded(
              now, flight.request.id(), number, node.id(), node.slot(), outcome, latency));
    }
  }
}
