package dev.steelyard.traffic;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.traffic.Arrivals.Closed;
import dev.steelyard.traffic.Arrivals.Open;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Sends requests as the traffic settings ask for: at a rate over time, or from users who wait for
/// their answers.
///
/// A request that the machine lets go late keeps its intended time, from which its latency counts,
/// so a generator that falls behind shows up in the figures. Runs on the Timeline's thread.
public final class Generator {
  private final Timeline timeline;
  private final Seeds seeds;
  private final RandomGenerator gaps;
  private final RequestMaker maker;
  private final Target target;
  private Loop loop;
  private boolean running;

  /// Takes the requests.
  @FunctionalInterface
  public interface Target {
    /// A request that should have been sent at `intendedNanos`, now or a little ago.
    void send(Request request, long intendedNanos);
  }

  /// @param seeds the root of its chance; it uses the streams `arrivals`, `mix`, `clients` and
  ///   `work`, and `think-1`, `think-2`, ... for users
  /// @param numbers gives each request its number, from 1; others may draw from it too
  public Generator(
      Timeline timeline,
      Seeds seeds,
      TrafficSettings settings,
      LongSupplier numbers,
      Target target) {
    this.timeline = timeline;
    this.seeds = seeds;
    this.gaps = seeds.stream("arrivals");
    this.maker = new RequestMaker(settings, seeds, numbers);
    this.target = target;
    this.loop =
        switch (settings.arrivals()) {
          case Open open -> newLoop(open, settings.shape());
          case Closed closed -> newLoop(closed);
        };
  }

  /// Begins, or goes on after {@link #pause}. The time between counts as if it had not been: the
  /// shape stands still while paused, and so do users who think.
  public void resume() {
    if (!running) {
      running = true;
      loop.resume();
    }
  }

  /// Sends nothing more until {@link #resume}.
  public void pause() {
    if (running) {
      running = false;
      loop.pause();
    }
  }

  /// Goes on with other traffic. A shape that differs begins at its beginning now; users who are
  /// too many leave, and their requests in flight go on to their end.
  public void change(TrafficSettings changed) {
    maker.use(changed);
    switch (changed.arrivals()) {
      case Open open -> {
        if (loop instanceof OpenLoop same) {
          same.change(open, changed.shape());
        } else {
          replaceBy(newLoop(open, changed.shape()));
        }
      }
      case Closed closed -> {
        if (loop instanceof ClosedLoop same) {
          same.change(closed);
        } else {
          replaceBy(newLoop(closed));
        }
      }
    }
  }

  /// Must hear of the end of each request that it sent, well or badly.
  ///
  /// @param request its id
  public void ended(long request) {
    loop.ended(request);
  }

  private void replaceBy(Loop other) {
    loop.pause();
    loop = other;
    if (running) {
      loop.resume();
    }
  }

  private Loop newLoop(Open arrivals, Shape shape) {
    return new OpenLoop(timeline, gaps, maker, target, arrivals, shape);
  }

  private Loop newLoop(Closed arrivals) {
    return new ClosedLoop(timeline, seeds, maker, target, arrivals);
  }
}
