package dev.steelyard.balancer.health;

import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.Optional;

/// Takes a node out when its own traffic fails, however well its health checks look.
///
/// A number of failed attempts in a row ejects a node, unless too many are out already; one always
/// may be. It stays out for `baseTime` x the number of times it was ejected, at most `maxTime`, and
/// comes back at the first sweep after that. Each sweep that finds it in the pool lowers that
/// number by one.
///
/// Source: Envoy, outlier detection by consecutive 5xx.
public final class OutlierDetector {
  private final Optional<OutlierSettings> settings;
  private final Timeline timeline;
  private final Pool pool;
  private final NodeStates states;
  private final PerNode<Track> tracks = new PerNode<>(node -> new Track());
  private Cancellable nextSweep = Cancellable.NOTHING;

  /// @param settings empty: no node is ever ejected
  public OutlierDetector(
      Optional<OutlierSettings> settings, Timeline timeline, Pool pool, NodeStates states) {
    this.settings = settings;
    this.timeline = timeline;
    this.pool = pool;
    this.states = states;
  }

  /// Begins to sweep.
  public void start() {
    settings.ifPresent(
        found -> nextSweep = timeline.after(found.interval().toNanos(), () -> sweep(found)));
  }

  /// Ends its work and lets every ejected node back in.
  public void stop() {
    nextSweep.cancel();
    for (Node node : pool.members()) {
      states.setOut(node, Exclusion.EJECTED, false, "outlier ejection was changed");
    }
  }

  /// Counts how an attempt to `node` ended.
  public void attemptEnded(Node node, Outcome outcome) {
    settings.ifPresent(found -> count(found, node, outcome));
  }

  private void count(OutlierSettings found, Node node, Outcome outcome) {
    Track track = tracks.of(node);
    if (outcome.succeeded()) {
      track.failuresInARow = 0;
      return;
    }
    track.failuresInARow++;
    if (track.failuresInARow >= found.consecutiveFailures()
        && !node.isOut(Exclusion.EJECTED)
        && mayEjectOneMore(found)) {
      eject(found, node, track);
    }
  }

  private boolean mayEjectOneMore(OutlierSettings found) {
    long ejected = pool.members().stream().filter(node -> node.isOut(Exclusion.EJECTED)).count();
    return ejected == 0 || ejected < found.maxEjected() * pool.members().size();
  }

  private void eject(OutlierSettings found, Node node, Track track) {
    if (track.timesEjected * found.baseTime().toNanos() < found.maxTime().toNanos()) {
      track.timesEjected++;
    }
    track.ejectedNanos = timeline.nanos();
    states.setOut(node, Exclusion.EJECTED, true, track.failuresInARow + " consecutive failures");
  }

  private void sweep(OutlierSettings found) {
    nextSweep = timeline.after(found.interval().toNanos(), () -> sweep(found));
    for (Node node : pool.members()) {
      Track track = tracks.of(node);
      if (!node.isOut(Exclusion.EJECTED)) {
        track.timesEjected = Math.max(0, track.timesEjected - 1);
      } else if (timeline.nanos() - track.ejectedNanos >= ejectionNanos(found, track)) {
        track.failuresInARow = 0;
        states.setOut(node, Exclusion.EJECTED, false, "ejection over");
      }
    }
  }

  private static long ejectionNanos(OutlierSettings found, Track track) {
    return Math.min(track.timesEjected * found.baseTime().toNanos(), found.maxTime().toNanos());
  }

  /// What is known of one node.
  private static final class Track {
    int failuresInARow;
    long timesEjected;
    long ejectedNanos;
  }
}
