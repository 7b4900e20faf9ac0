package dev.steelyard.metrics;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.RetrySettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Follows a bounded sample of the requests for the moving picture.
///
/// Written on the Timeline's thread, drained by the screen. When the screen does not keep up, whole
/// requests are left out of the sample and counted; a request that is in the sample is told to its
/// end.
public final class FlowSamples implements EventSink {
  /// At most so many sampled requests begin each second; the others move no dot.
  public static final int MOST_PER_SECOND = 60;

  private static final int MOST_STEPS = 16_384;
  private static final int MOST_FOLLOWED = 512;
  private static final int NO_HEDGE = 0;

  /// A departure and a return for each attempt, and the end.
  private static final int MOST_STEPS_OF_ONE = 2 * RetrySettings.MOST_ATTEMPTS + 1;

  /// A second / {@link #MOST_PER_SECOND}, rounded up: rounded down it lets one more in.
  private static final long SHORTEST_GAP_NANOS = Math.ceilDiv(1_000_000_000L, MOST_PER_SECOND);

  private final BlockingQueue<FlowStep> steps = new ArrayBlockingQueue<>(MOST_STEPS);

  /// The number of the attempt that is each request's hedge; {@link #NO_HEDGE} without one.
  private final Map<Long, Integer> followed = new HashMap<>();

  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong sampled = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private long nextSampleNanos = Long.MIN_VALUE;

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.RequestStarted(long at, long request, long intended) -> begin(at, request);
      case Event.AttemptStarted(
              long at,
              long request,
              int number,
              AttemptKind kind,
              String node,
              int slot) -> {
        if (followed.containsKey(request)) {
          if (kind == AttemptKind.HEDGE) {
            followed.put(request, number);
          }
          steps.add(new FlowStep.Departed(at, request, kind, node));
        }
      }
      case Event.AttemptEnded(
              long at,
              long request,
              int number,
              String node,
              int slot,
              Outcome outcome,
              long latency) -> {
        Integer hedge = followed.get(request);
        if (hedge != null) {
          steps.add(
              new FlowStep.Returned(
                  at,
                  request,
                  kind(number, hedge),
                  node,
                  outcome.succeeded(),
                  outcome.label(),
                  latency));
        }
      }
      case Event.RequestEnded(
              long at,
              long request,
              Outcome outcome,
              int attempts,
              long latency) -> {
        if (followed.remove(request) != null) {
          steps.add(
              new FlowStep.Ended(
                  at, request, outcome.succeeded(), outcome.label(), attempts, latency));
        }
      }
      case Event.MemberJoined joined -> {}
      case Event.MemberLeft left -> {}
      case Event.NodeChosen chosen -> {}
      case Event.AttemptWithheld withheld -> {}
      case Event.ProbeEnded probe -> {}
      case Event.NodeStateChanged change -> {}
      case Event.PanicChanged change -> {}
      case Event.SettingChanged change -> {}
      case Event.LeaseChanged change -> {}
      case Event.DiscoveryChanged change -> {}
    }
  }

  /// Hands over every step that came since the last call. For the screen's thread.
  public void drain(Consumer<FlowStep> to) {
    for (FlowStep step = steps.poll(); step != null; step = steps.poll()) {
      to.accept(step);
    }
  }

  /// Requests that began so far. Any thread.
  public long seen() {
    return seen.get();
  }

  /// Requests of those that are in the sample. Any thread.
  public long sampled() {
    return sampled.get();
  }

  /// Requests that were due for the sample and left out since the screen did not keep up. Any
  /// thread.
  public long dropped() {
    return dropped.get();
  }

  private void begin(long atNanos, long request) {
    seen.incrementAndGet();
    if (atNanos < nextSampleNanos) {
      return;
    }
    nextSampleNanos = atNanos + SHORTEST_GAP_NANOS;
    if (followed.size() >= MOST_FOLLOWED || !hasRoomForOneMore()) {
      dropped.incrementAndGet();
      return;
    }
    sampled.incrementAndGet();
    followed.put(request, NO_HEDGE);
  }

  private static AttemptKind kind(int number, int hedge) {
    if (number == hedge) {
      return AttemptKind.HEDGE;
    }
    return number == 1 ? AttemptKind.FIRST : AttemptKind.RETRY;
  }

  /// Room is kept for everything that the followed requests may still do, so that no step of them
  /// is ever lost and no dot on the screen waits for its end in vain.
  private boolean hasRoomForOneMore() {
    return steps.remainingCapacity() >= (followed.size() + 1) * MOST_STEPS_OF_ONE;
  }
}
