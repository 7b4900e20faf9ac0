package dev.steelyard.balancer.health;

import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.List;
import java.util.Optional;

/// Takes a node out when its own traffic fails, however well its health checks look.
///
/// A number of failed attempts in a row ejects a node at once; a success rate far below that of the
/// others ejects it at a sweep. Each attempt counts for its own node. Neither ejects a node if too
/// many are out already; one always may be, and the failures in a row then begin anew. A node stays
/// out for `baseTime` x the number of times it was ejected, at most `maxTime`, and comes back at
/// the first sweep after that. Each further sweep that finds it in the pool lowers that number by
/// one, before success rates are compared.
///
/// What fails on this side of the connection, such as a refusal or a timeout, counts like an answer
/// of 500 or more.
///
/// Source: Envoy, outlier detection by consecutive 5xx and by success rate, with
/// `split_external_local_origin_errors` off, `always_eject_one_host` on, no jitter, and
/// `successful_active_health_check_uneject_host` off: a check that passes ends no ejection, for it
/// passes throughout a gray failure.
public final class OutlierDetector {
  private final Optional<OutlierSettings> settings;
  private final Timeline timeline;
  private final Pool pool;
  private final NodeStates states;
  private final PerNode<Track> tracks = new PerNode<>(node -> new Track());
  private Cancellable nextSweep = Cancellable.NOTHING;
  private int ejected;

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
    ejected = 0;
  }

  /// Lets go of `node`, which leaves.
  public void left(Node node) {
    if (node.isOut(Exclusion.EJECTED)) {
      ejected--;
    }
  }

  /// Counts an attempt to `node` that ended.
  public void attemptEnded(Node node, boolean failed) {
    settings.ifPresent(found -> count(found, node, failed));
  }

  private void count(OutlierSettings found, Node node, boolean failed) {
    Track track = tracks.of(node);
    track.attempts++;
    if (!failed) {
      track.succeeded++;
      track.failuresInARow = 0;
      return;
    }
    track.failuresInARow++;
    if (track.failuresInARow == found.consecutiveFailures() && !node.isOut(Exclusion.EJECTED)) {
      eject(found, node, track, found.consecutiveFailures() + " consecutive failures");
      track.failuresInARow = 0;
    }
  }

  private void eject(OutlierSettings found, Node node, Track track, String reason) {
    if (ejected >= found.mostEjected(pool.members().size())) {
      return;
    }
    ejected++;
    long base = found.baseTime().toNanos();
    if (track.timesEjected * base < found.maxTime().toNanos() + base) {
      track.timesEjected++;
    }
    track.ejectedNanos = timeline.nanos();
    states.setOut(node, Exclusion.EJECTED, true, reason);
  }

  private void sweep(OutlierSettings found) {
    nextSweep = timeline.after(found.interval().toNanos(), () -> sweep(found));
    List<Node> members = pool.members();
    members.forEach(node -> lookAt(found, node));
    found.successRate().ifPresent(rates -> compare(found, rates));
    members.forEach(node -> tracks.of(node).beginInterval());
  }

  /// Lets a node in whose time is over; one that is in already has been well for an interval.
  private void lookAt(OutlierSettings found, Node node) {
    Track track = tracks.of(node);
    if (!node.isOut(Exclusion.EJECTED)) {
      track.timesEjected = Math.max(0, track.timesEjected - 1);
      return;
    }
    long outNanos =
        Math.min(track.timesEjected * found.baseTime().toNanos(), found.maxTime().toNanos());
    if (timeline.nanos() - track.ejectedNanos >= outNanos) {
      ejected--;
      track.failuresInARow = 0;
      states.setOut(node, Exclusion.EJECTED, false, "ejection over");
    }
  }

  private void compare(OutlierSettings found, SuccessRateSettings rates) {
    var comparison = new SuccessRates(rates);
    for (Node node : pool.members()) {
      if (!node.isOut(Exclusion.EJECTED)) {
        Track track = tracks.of(node);
        comparison.add(node, track.succeeded, track.attempts);
      }
    }
    comparison.outliers((node, reason) -> eject(found, node, tracks.of(node), reason));
  }

  /// What is known of one node.
  private static final class Track {
    int failuresInARow;
    long timesEjected;
    long ejectedNanos;

    /// Since the last sweep.
    int attempts;

    int succeeded;

    void beginInterval() {
      attempts = 0;
      succeeded = 0;
    }
  }
}
