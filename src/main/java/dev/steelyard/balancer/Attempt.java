package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.time.Cancellable;

/// One attempt of a request; run by its own timeout.
final class Attempt implements Transport.Done, Runnable, Cancellable {
  final Dispatcher dispatcher;
  final Flight flight;
  final Node node;
  final AttemptKind kind;
  final int number;
  final long sentNanos;
  Cancellable sending = Cancellable.NOTHING;
  Cancellable timeout = Cancellable.NOTHING;

  Attempt(Flight flight, Node node, AttemptKind kind, int number, long sentNanos) {
    this.dispatcher = flight.dispatcher;
    this.flight = flight;
    this.node = node;
    this.kind = kind;
    this.number = number;
    this.sentNanos = sentNanos;
  }

  void send() {
    node.attemptStarted();
    dispatcher.health.attemptStarted(node);
    dispatcher.events.on(
        new Event.AttemptStarted(
            sentNanos, flight.request.id(), number, kind, node.id(), node.slot()));
    timeout =
        dispatcher.timeline.timeout(
            Math.min(dispatcher.timeoutNanos, flight.deadlineNanos - sentNanos), this);
    sending = dispatcher.transport.send(node.endpoint(), flight.request, this);
  }

  @Override
  public void run() {
    long left = timeToMoveNanos();
    if (left > 0) {
      timeout = dispatcher.timeline.timeout(left, this);
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
    long now = dispatcher.timeline.nanos();
    long silentUntil = exchange.lastMovedNanos(now) + dispatcher.timeoutNanos;
    return Math.min(silentUntil, flight.deadlineNanos) - now;
  }

  @Override
  public void ended(Outcome outcome) {
    timeout.cancel();
    record(outcome);
  }

  private void record(Outcome outcome) {
    long now = dispatcher.timeline.nanos();
    long latency = now - sentNanos;
    node.attemptEnded();
    if (outcome != Failure.CONNECTION_LIMIT) { // Nothing was sent.
      dispatcher.strategy.attemptEnded(node, outcome, latency, now);
    }
    dispatcher.retry.attemptEnded(outcome);
    tell(outcome, now, latency);
    dispatcher.health.attemptEnded(node, outcome, latency);
    flight.ended(this, outcome);
  }

  /// Another attempt of the request was answered first, or its client has gone. That is no failure
  /// of this node.
  @Override
  public void cancel() {
    sending.cancel();
    timeout.cancel();
    long now = dispatcher.timeline.nanos();
    long lasted = now - sentNanos;
    node.attemptEnded();
    dispatcher.strategy.attemptCalledOff(node, lasted, now);
    tell(Failure.CANCELLED, now, lasted);
    dispatcher.health.attemptCancelled(node);
  }

  private void tell(Outcome outcome, long now, long latency) {
    HedgePolicy policy = dispatcher.hedging;
    if (policy != null && kind != AttemptKind.HEDGE) {
      policy.attemptEnded(outcome, latency);
    }
    dispatcher.events.on(
        new Event.AttemptEnded(
            now, flight.request.id(), number, node.id(), node.slot(), outcome, latency));
  }
}
