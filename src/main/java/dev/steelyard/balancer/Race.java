package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.time.Cancellable;
import org.jspecify.annotations.Nullable;

/// An attempt that may be overtaken by a hedge, which is sent when this is run. A request has at
/// most one hedge.
final class Race implements Runnable, Cancellable {
  final Dispatcher dispatcher;
  final Flight flight;
  final Cancellable start;
  @Nullable Attempt original;
  @Nullable Attempt hedge;

  Race(Attempt original, long delayNanos) {
    this.flight = original.flight;
    this.dispatcher = flight.dispatcher;
    this.original = original;
    this.start = dispatcher.timeline.after(delayNanos, this);
  }

  @Override
  public void run() {
    Attempt slow = original;
    if (slow == null || dispatcher.hedging == null || flight.answerBegun()) {
      return; // Hedging was switched off meanwhile, or there is an answer already.
    }
    flight.remember(slow.node);
    Candidates others = dispatcher.pool.candidates(flight.tried);
    if (others == null || flight.tried.stream().anyMatch(others::contains)) {
      flight.withheld(AttemptKind.HEDGE, Reason.NO_OTHER_NODE);
      return;
    }
    Reason refusal = dispatcher.retry.refusesHedge(dispatcher.timeline.nanos());
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
  /// success is called off. So is the other one if some of an answer went to a real client, for it
  /// came from the attempt that ended: a transport lets the other one be silent from then on.
  boolean isDecidedBy(Attempt ended, Outcome outcome) {
    start.cancel();
    Attempt other = ended == original ? hedge : original;
    original = null;
    hedge = null;
    if (other == null) {
      return true;
    }
    if (outcome.succeeded() || flight.answerBegun()) {
      other.cancel();
      return true;
    }
    original = other;
    return false;
  }
}
