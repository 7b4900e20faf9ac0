package dev.steelyard.traffic;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.traffic.Arrivals.Open;
import java.util.random.RandomGenerator;

/// Sends requests at the rate of a shape, whether or not earlier ones have been answered.
final class OpenLoop implements Loop {
  private final Timeline timeline;
  private final RandomGenerator gaps;
  private final RequestMaker maker;
  private final Generator.Target target;
  private final Runnable arrival = this::arrive; // The same object for all of them.
  private Open arrivals;
  private Shape shape;
  private Pacer pacer;
  private long shapeStartNanos;
  private long countedNanos;
  private double amountLeft;
  private long dueNanos = Pacer.NEVER;
  private Cancellable next = Cancellable.NOTHING;
  private boolean running;

  OpenLoop(
      Timeline timeline,
      RandomGenerator gaps,
      RequestMaker maker,
      Generator.Target target,
      Open arrivals,
      Shape shape) {
    this.timeline = timeline;
    this.gaps = gaps;
    this.maker = maker;
    this.target = target;
    this.arrivals = arrivals;
    this.shape = shape;
    this.pacer = new Pacer(shape);
  }

  @Override
  public void resume() {
    running = true;
    shapeStartNanos += timeline.nanos() - countedNanos;
    countedNanos = timeline.nanos();
    if (amountLeft == 0) {
      amountLeft = drawAmount();
    }
    plan();
  }

  @Override
  public void pause() {
    count();
    running = false;
    next.cancel();
  }

  /// It does not wait for the end of any.
  @Override
  public void ended(long request) {}

  /// Goes on with other arrivals; a shape that differs begins at its beginning now.
  void change(Open changedArrivals, Shape changedShape) {
    if (running) {
      count();
      next.cancel();
    }
    if (!changedShape.equals(shape)) {
      shape = changedShape;
      pacer = new Pacer(changedShape);
      shapeStartNanos = countedNanos;
    }
    arrivals = changedArrivals;
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
      next = timeline.after(dueNanos - timeline.nanos(), arrival);
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
    return switch (arrivals) {
      case POISSON -> Math.max(-Math.log1p(-gaps.nextDouble()), Double.MIN_NORMAL);
      case CONSTANT -> 1;
    };
  }
}
