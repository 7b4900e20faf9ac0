package dev.steelyard.fault;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
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

    /// The condition of a node is this from now on, and `faults` are the faults that are on, in the
    /// order in which they began.
    void condition(String node, NodeCondition condition, List<Fault> faults);
  }

  public FaultDriver(Timeline timeline, Target target) {
    this.timeline = timeline;
    this.target = target;
  }

  /// Plays `faults`; their times count from now. One whose place was taken ends with that, not when
  /// it was planned to.
  public void play(List<PlannedFault> faults) {
    for (PlannedFault planned : faults) {
      var episode = new Episode(planned.fault());
      timeline.after(planned.from().toNanos(), () -> begin(planned.node(), episode));
      planned
          .until()
          .map(Duration::toNanos)
          .ifPresent(end -> timeline.after(end, () -> end(planned.node(), episode)));
    }
  }

  /// Begins a fault.
  public void inject(String node, Fault fault) {
    begin(node, new Episode(fault));
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

  /// One fault from its beginning to its end: two that are alike are still two.
  private static final class Episode {
    final Fault fault;

    Episode(Fault fault) {
      this.fault = fault;
    }

    FaultType type() {
      return fault.effect().type();
    }
  }

  /// All that is wrong with one node.
  private final class Sickness {
    final String node;
    final Map<FaultType, Episode> episodes = new LinkedHashMap<>();
    boolean flapDown;
    Cancellable nextFlap = Cancellable.NOTHING;

    Sickness(String node) {
      this.node = node;
    }

    boolean has(Episode episode) {
      return episodes.get(episode.type()) == episode;
    }

    void begin(Episode episode) {
      Fault fault = episode.fault;
      episodes.put(episode.type(), episode);
      if (fault.effect() instanceof Effect.Flap(Duration period)) {
        flapDown = true;
        nextFlap = timeline.after(period.toNanos() / 2, () -> flap(period));
      }
      target.began(node, fault);
    }

    boolean end(FaultType type) {
      Episode episode = episodes.remove(type);
      if (episode == null) {
        return false;
      }
      if (type == FaultType.FLAP) {
        nextFlap.cancel();
        flapDown = false;
      }
      target.ended(node, episode.fault);
      return true;
    }

    void flap(Duration period) {
      flapDown = !flapDown;
      nextFlap = timeline.after(period.toNanos() / 2, () -> flap(period));
      tell();
    }

    void tell() {
      List<Fault> now = episodes.values().stream().map(episode -> episode.fault).toList();
      target.condition(node, NodeCondition.of(now, flapDown), now);
    }
  }
}
