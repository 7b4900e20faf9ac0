package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;
import dev.steelyard.balancer.retry.Tries;
import dev.steelyard.balancer.time.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// One request on its way. Run when the wait before a retry is over.
final class Flight implements Tries, Runnable, Cancellable {
  final Dispatcher dispatcher;
  final Request request;
  final long intendedNanos;
  final long deadlineNanos;
  List<Node> tried = List.of();
  int attempts;
  boolean hedged;
  long lastWaitNanos;
  @Nullable Race race;
  @Nullable Cancellable underWay; // An attempt, two that race, or a wait; null once it is over.

  Flight(Dispatcher dispatcher, Request request, long intendedNanos, long deadlineNanos) {
    this.dispatcher = dispatcher;
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
    Candidates candidates = dispatcher.pool.candidates(tried);
    if (candidates == null) {
      end(dispatcher.pool.heldBackByBreakers() ? Failure.BREAKER_OPEN : Failure.NO_NODE);
      return;
    }
    Attempt attempt = send(candidates, kind);
    underWay = attempt;
    HedgePolicy policy = dispatcher.hedging;
    if (policy != null && !hedged && dispatcher.retry.mayHedge(this)) {
      long delay = policy.delayNanos();
      race = delay == HedgePolicy.NEVER ? null : new Race(attempt, delay);
      underWay = race == null ? attempt : race;
    }
  }

  Attempt send(Candidates candidates, AttemptKind kind) {
    long now = dispatcher.timeline.nanos();
    attempts++;
    Attempt attempt = new Attempt(this, choose(candidates, now), kind, attempts, now);
    attempt.send();
    return attempt;
  }

  private Node choose(Candidates candidates, long now) {
    LongPredicate wanted = dispatcher.traced;
    if (wanted == null || !wanted.test(request.id())) {
      return dispatcher.strategy.choose(candidates, request, now).node();
    }
    Choice choice = dispatcher.strategy.explain(candidates, request, now);
    var explanation = Explanations.of(choice, dispatcher.pool, candidates, tried);
    dispatcher.events.on(new Event.NodeChosen(now, request.id(), attempts, explanation));
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

  /// Whether a real client has got some of an answer.
  boolean answerBegun() {
    Exchange exchange = request.exchange();
    return exchange != null && exchange.answerBegun();
  }

  private void failed(Node node, Outcome outcome) {
    switch (dispatcher.retry.decide(this, outcome, dispatcher.timeline.nanos())) {
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
          underWay = dispatcher.timeline.after(afterNanos, this);
        }
      }
    }
  }

  void withheld(AttemptKind kind, Reason reason) {
    dispatcher.events.on(
        new Event.AttemptWithheld(dispatcher.timeline.nanos(), request.id(), kind, reason));
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
    dispatcher.ended();
    long now = dispatcher.timeline.nanos();
    dispatcher.events.on(
        new Event.RequestEnded(now, request.id(), outcome, attempts, now - intendedNanos));
    Exchange exchange = request.exchange();
    if (exchange != null) {
      exchange.ended(outcome);
    }
  }
}
