package dev.steelyard.run;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Progress;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.world.World;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A trial with an end: it runs for the scenario's duration, then traffic stops and what is in
/// flight may end. Who stops it early does not want to wait for that: nodes that hang would take
/// every attempt to its timeout, so then it gets two seconds.
///
/// Lives on the world's Timeline.
final class Course {
  private static final long SECOND = 1_000_000_000L;
  private static final long GRACE_NANOS = SECOND;
  private static final long GRACE_AFTER_STOP_NANOS = 2_000_000_000L;

  private final Scenario scenario;
  private final Timeline timeline;
  private final Trial trial;
  private final Consumer<Progress> progress;
  private final BooleanSupplier stop;
  private final Observer observer;
  private final Consumer<Finish> finished;
  private Cancellable plannedEnd = Cancellable.NOTHING;
  private State state = new Running();
  private long nextLookNanos;

  /// @param finished hears once of the end
  Course(
      Scenario scenario,
      World world,
      Consumer<Progress> progress,
      BooleanSupplier stop,
      Observer observer,
      Consumer<Finish> finished) {
    this.scenario = scenario;
    this.timeline = world.timeline();
    this.trial = new Trial(scenario, world, observer, this::onReading);
    this.progress = progress;
    this.stop = stop;
    this.observer = observer;
    this.finished = finished;
  }

  void start() {
    trial.start(true);
    planEnd();
  }

  private void planEnd() {
    // By way of execute, so that the reading which is due at the same moment comes first.
    plannedEnd =
        timeline.after(scenario.duration().toNanos(), () -> timeline.execute(this::endTraffic));
  }

  /// Starts for real clients.
  ///
  /// @param traffic whether the scenario's own traffic is sent too
  /// @param endless whether only a stop ends it
  void serve(boolean traffic, boolean endless) {
    trial.start(traffic);
    if (!endless) {
      planEnd();
    }
  }

  Trial trial() {
    return trial;
  }

  private void onReading() {
    if (observer.follows() && timeline.nanos() >= nextLookNanos) {
      nextLookNanos = timeline.nanos() + SECOND;
      observer.saw(trial.look());
    }
    switch (state) {
      case Running running -> {
        progress.accept(trial.progress());
        if (stop.getAsBoolean()) {
          endTraffic();
        }
      }
      case Draining draining -> finishIfDrained(draining);
      case Finished over -> {}
    }
  }

  private void endTraffic() {
    if (state instanceof Running) {
      plannedEnd.cancel();
      trial.endTraffic();
      long bound = timeline.nanos() + trial.longestDrainNanos() + GRACE_NANOS;
      finishIfDrained(new Draining(trial.look(), bound, false));
    }
  }

  private void finishIfDrained(Draining before) {
    Draining draining = before;
    if (!draining.hurried && stop.getAsBoolean()) {
      draining = draining.hurriedBy(timeline.nanos() + GRACE_AFTER_STOP_NANOS);
    }
    state = draining;
    if (trial.inFlight() == 0 || timeline.nanos() >= draining.untilNanos) {
      state = new Finished();
      if (observer.follows()) {
        observer.saw(trial.look());
      }
      finished.accept(new Finish(trial.summary(), draining.lastFrame));
    }
  }

  /// What is left at the end.
  ///
  /// @param lastFrame the moment at which the traffic stopped
  record Finish(Summary summary, Frame lastFrame) {}

  private sealed interface State {}

  private record Running() implements State {}

  private record Draining(Frame lastFrame, long untilNanos, boolean hurried) implements State {
    Draining hurriedBy(long boundNanos) {
      return new Draining(lastFrame, Math.min(untilNanos, boundNanos), true);
    }
  }

  private record Finished() implements State {}
}
