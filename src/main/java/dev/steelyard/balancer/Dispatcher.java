package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;
import dev.steelyard.balancer.retry.RetryPolicy;
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
  private final Timeline timeline;
  private final Transport transport;
  private final Pool pool;
  private final EventSink events;
  private final Health health;
  private Strategy strategy;
  private RetryPolicy retry;
  private long timeoutNanos;
  private @Nullable LongPredicate traced;
  private long inFlight;

  Dispatcher(
      Timeline timeline,
      Transport transport,
      Pool pool,
      EventSink events,
      Strategy strategy,
      RetryPolicy retry,
      Health health,
      long timeoutNanos) {
    this.timeline = timeline;
    this.transport = transport;
    this.pool = pool;
    this.events = events;
    this.strategy = strategy;
    this.retry = retry;
    this.health = health;
    this.timeoutNanos = timeoutNanos;
  }

  void use(Strategy changed) {
    strategy = changed;
  }

  void use(RetryPolicy changed) {
    retry = changed;
  }

  void useTimeout(long changedNanos) {
    timeoutNanos = changedNanos;
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
  void dispatch(Request request, long intendedNanos) {
    inFlight++;
    events.on(new Event.RequestStarted(timeline.nanos(), request.id(), intendedNanos));
    new Flight(request, intendedNanos).attempt();
  }

  /// One request on its way.
  private final class Flight {
    final Request request;
    final long intendedNanos;
    List<Node> tried = List.of();
    int attempts;

    Flight(Request request, long intendedNanos) {
      this.request = request;
      this.intendedNanos = intendedNanos;
    }

    void attempt() {
      Candidates candidates = pool.candidates(tried);
      if (candidates == null) {
        end(pool.heldBackByBreakers() ? Failure.BREAKER_OPEN : Failure.NO_NODE);
        return;
      }
      long now = timeline.nanos();
      attempts++;
      Node node = choose(candidates, now);
      new Attempt(this, node, attempts, now).send();
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

    void failed(Node node, Outcome outcome) {
      switch (retry.decide(request, attempts, outcome)) {
        case GiveUp giveUp -> end(outcome);
        case TryAgain(long afterNanos) -> {
          if (tried.isEmpty()) {
            tried = new ArrayList<>();
          }
          tried.add(node);
          if (afterNanos == 0) {
            attempt();
          } else {
            timeline.after(afterNanos, this::attempt);
          }
        }
      }
    }

    void end(Outcome outcome) {
      inFlight--;
      long now = timeline.nanos();
      events.on(new Event.RequestEnded(now, request.id(), outcome, attempts, now - intendedNanos));
    }
  }

  /// One attempt of a request; run by its own timeout.
  private final class Attempt implements Transport.Done, Runnable {
    final Flight flight;
    final Node node;
    final int number;
    final long sentNanos;
    Cancellable sending = Cancellable.NOTHING;
    Cancellable timeout = Cancellable.NOTHING;

    Attempt(Flight flight, Node node, int number, long sentNanos) {
      this.flight = flight;
      this.node = node;
      this.number = number;
      this.sentNanos = sentNanos;
    }

    void send() {
      node.attemptStarted();
      health.attemptStarted(node);
      AttemptKind kind = number == 1 ? AttemptKind.FIRST : AttemptKind.RETRY;
      events.on(new Event.AttemptStarted(sentNanos, flight.request.id(), number, kind, node.id()));
      timeout = timeline.after(timeoutNanos, this);
      sending = transport.send(node.endpoint(), flight.request, this);
    }

    @Override
    public void run() {
      sending.cancel();
      record(Failure.TIMEOUT);
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
      strategy.attemptEnded(node, outcome, latency, now);
      events.on(
          new Event.AttemptEnded(now, flight.request.id(), number, node.id(), outcome, latency));
      health.attemptEnded(node, outcome, latency);
      if (outcome.succeeded()) {
        flight.end(outcome);
      } else {
        flight.failed(node, outcome);
      }
    }
  }
}
