package dev.steelyard.fault;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Switches faults on and off: those of a scenario's timeline when they are due, and others at
/// once.
///
/// A node has at most one fault of each type; a new one takes the place of the old. Runs on the
/// Timeline's thread.
public final class FaultDriver {
  private final Timeline timeline;
  private final Target target;
  private final Map<String, Sickness> sicknesses = new HashMap<>();

  /// Hears what is wrong.
  public interface Target {
    /// A fault began.
    void began(String node, Fault fault);

    /// A fault ended.
    void ended(String node, Fault fault);

    /// The condition of a node is this from now on.
    ///
    /// @param truth what is really the matter with it for its traffic
    /// @param faults those that are on, in the order in which they began
    void condition(String node, NodeCondition condition, Truth truth, List<Fault> faults);
  }

  public FaultDriver(Timeline timeline, Target target) {
    this.timeline = timeline;
    this.target = target;
  }

  /// Plays `faults`; their times count from now. One whose place was taken ends with that, not when
  /// it was planned to.
  public void play(List<PlannedFault> faults) {
    for (PlannedFault planned : faults) {
      var episode = new Episode(planned.node(), planned.fault());
      timeline.after(planned.from().toNanos(), () -> begin(planned.node(), episode));
      planned
          .until()
          .map(Duration::toNanos)
          .ifPresent(end -> timeline.after(end, () -> end(planned.node(), episode)));
    }
  }

  /// Begins a fault.
  public void inject(String node, Fault fault) {
    begin(node, new Episode(node, fault));
  }

  /// Ends the fault of this type, if the node has one.
  public void clear(String node, FaultType type) {
    Sickness sickness = sicknesses.get(node);
    if (sickness != null && sickness.end(type)) {
      sickness.tell();
    }
  }

  private void begin(String node, Episode episode) {
    Sickness sickness = sicknesses.computeIfAbsent(node, Sickness::new);
    sickness.end(episode.type());
    sickness.begin(episode);
    sickness.tell();
  }

  private void end(String node, Episode episode) {
    Sickness sickness = sicknesses.get(node);
    if (sickness != null && sickness.has(episode)) {
      clear(node, episode.type());
    }
  }

  /// A fault for the first few requests has met them all.
  private void spent(String node, Episode episode) {
    Sickness sickness = sicknesses.get(node);
    if (sickness != null && sickness.has(episode)) {
      episode.spent = true;
      sickness.tell();
    }
  }

  /// One fault from its beginning to its end: two that are alike are still two.
  private final class Episode {
    final Fault fault;
    final ActiveFault active;
    boolean resting; // It comes and goes, and is gone now.
    boolean spent;
    Cancellable nextTurn = Cancellable.NOTHING;

    Episode(String node, Fault fault) {
      this.fault = fault;
      // It may be spent on a thread of the node.
      this.active = new ActiveFault(fault, () -> timeline.execute(() -> spent(node, this)));
    }

    FaultType type() {
      return fault.effect().type();
    }

    /// What it does to the node now. A node that pauses again and again is never well between.
    Truth truth() {
      boolean harmless = spent || (resting && type() != FaultType.PAUSE);
      return harmless ? Truth.HEALTHY : fault.truth();
    }
  }

  /// All that is wrong with one node.
  private final class Sickness {
    final String node;
    final Map<FaultType, Episode> episodes = new LinkedHashMap<>();

    Sickness(String node) {
      this.node = node;
    }

    boolean has(Episode episode) {
      return episodes.get(episode.type()) == episode;
    }

    void begin(Episode episode) {
      episodes.put(episode.type(), episode);
      if (episode.fault.effect() instanceof Effect.Flap(Duration period)) {
        long half = period.toNanos() / 2;
        takeTurns(episode, half, half);
      }
      if (episode.fault.effect() instanceof Effect.Pause(Duration period, Duration length)) {
        takeTurns(episode, length.toNanos(), period.minus(length).toNanos());
      }
      target.began(node, episode.fault);
    }

    boolean end(FaultType type) {
      Episode episode = episodes.remove(type);
      if (episode == null) {
        return false;
      }
      episode.nextTurn.cancel();
      target.ended(node, episode.fault);
      return true;
    }

    private void takeTurns(Episode episode, long actingNanos, long restingNanos) {
      long turn = episode.resting ? restingNanos : actingNanos;
      episode.nextTurn =
          timeline.after(
              turn,
              () -> {
                episode.resting = !episode.resting;
                takeTurns(episode, actingNanos, restingNanos);
                tell();
              });
    }

    void tell() {
      List<ActiveFault> acting = new ArrayList<>();
      List<Fault> on = new ArrayList<>();
      Truth truth = Truth.HEALTHY;
      for (Episode episode : episodes.values()) {
        on.add(episode.fault);
        truth = truth.or(episode.truth());
        if (!episode.resting) {
          acting.add(episode.active);
        }
      }
      target.condition(node, NodeCondition.of(acting), truth, List.copyOf(on));
    }
  }
}
