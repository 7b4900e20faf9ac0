package dev.steelyard.balancer;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.retry.HedgePolicy;
import dev.steelyard.balancer.retry.RetryPolicy;
import dev.steelyard.balancer.retry.Tries;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The way of a request: choose a node, send, record, and try again where that helps.
///
/// It alone acts on what strategy, retry policy and health decide, with its parts: a {@link Flight}
/// is a request on its way, an {@link Attempt} one try of it, a {@link Race} two at once.
final class Dispatcher {
  /// There is no bound on the time of a whole request.
  static final long UNBOUNDED = Long.MAX_VALUE;

  final Timeline timeline;
  final Transport transport;
  final Pool pool;
  final EventSink events;
  final Health health;
  Strategy strategy;
  RetryPolicy retry;
  @Nullable HedgePolicy hedging;
  long timeoutNanos;
  private long requestTimeoutNanos;
  @Nullable LongPredicate traced;
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
    var flight = new Flight(this, request, intendedNanos, deadline);
    flight.attempt(AttemptKind.FIRST);
    return flight;
  }

  /// A request has ended.
  void ended() {
    inFlight--;
  }
}
