package dev.steelyard.traffic;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.util.random.RandomGenerator;

/// Sends requests at the times that the traffic settings ask for, whether or not earlier ones have
/// been answered (an open loop).
///
/// A request that the machine lets go late keeps its intended time, from which its latency counts,
/// so a generator that falls behind shows up in the figures. Runs on the Timeline's thread.
public final class Generator {
  private final Timeline timeline;
  private final RandomGenerator gaps;
  private final RequestMaker maker;
  private final Target target;
  private TrafficSettings settings;
  private Pacer pacer;
  private long shapeStartNanos;
  private long countedNanos;
  private double amountLeft;
  private long dueNanos = Pacer.NEVER;
  private Cancellable next = Cancellable.NOTHING;
  private boolean running;

  /// Takes the requests.
  @FunctionalInterface
  public interface Target {
    /// A request that should have been sent at `intendedNanos`, now or a little ago.
    void send(Request request, long intendedNanos);
  }

  /// @param seeds the root of its chance; it uses the streams `arrivals`, `mix`, `clients`, `work`
  public Generator(Timeline timeline, Seeds seeds, TrafficSettings settings, Target target) {
    this.timeline = timeline;
    this.gaps = seeds.stream("arrivals");
    this.maker = new RequestMaker(settings, seeds);
    this.target = target;
    this.settings = settings;
    this.pacer = new Pacer(settings.shape());
  }

  /// Begins, or goes on after {@link #pause}. The time between counts as if it had not been: the
  /// shape stands still while paused.
  public void resume() {
    if (!running) {
      running = true;
      shapeStartNanos += timeline.nanos() - countedNanos;
      countedNanos = timeline.nanos();
      if (amountLeft == 0) {
        amountLeft = drawAmount();
      }
      plan();
    }
  }

  /// Sends nothing more until {@link #resume}.
  public void pause() {
    if (running) {
      count();
      running = false;
      next.cancel();
    }
  }

  /// Goes on with other traffic. A shape that differs begins at its beginning now.
  public void change(TrafficSettings changed) {
    if (running) {
      count();
      next.cancel();
    }
    if (!changed.shape().equals(settings.shape())) {
      pacer = new Pacer(changed.shape());
      shapeStartNanos = countedNanos;
    }
    settings = changed;
    maker.use(changed);
    if (running) {
      plan();
    }
  }

  /// Uses up the part of the current gap that has passed.
  private void count() {
    long now = timeline.nanos();
    amountLeft -= pacer.expected(countedNanos - shapeStartNanos, now - shapeStartNanos);
    amountLeft = Math.max(amountLeft, Double.MIN_NORMAL);
    countedNanos = now;
  }

  private void plan() {
    long due = pacer.due(countedNanos - shapeStartNanos, amountLeft);
    if (due == Pacer.NEVER) {
      dueNanos = Pacer.NEVER;
      next = Cancellable.NOTHING;
    } else {
      dueNanos = shapeStartNanos + due;
      next = timeline.after(dueNanos - timeline.nanos(), this::arrive);
    }
  }

  private void arrive() {
    long intended = dueNanos;
    countedNanos = intended;
    amountLeft = drawAmount();
    plan();
    target.send(maker.next(), intended);
  }

  private double drawAmount() {
    return switch (settings.arrivals()) {
      case POISSON -> Math.max(-Math.log1p(-gaps.nextDouble()), Double.MIN_NORMAL);
      case CONSTANT -> 1;
    };
  }
}
