package dev.steelyard.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What each node should get of the attempts: as much as the others of its pool, or by its weight,
/// among the nodes that are there. One that drains should get nothing. What a pool as a whole
/// should get is what came to it.
///
/// Over a run in which nodes come and go, or weights change, each stretch between two changes
/// counts as much as attempts were made in it.
final class ExpectedShares {
  private final Collection<NodeMeter> meters;
  private final Map<String, Group> pools = new HashMap<>();
  private boolean weighted;

  /// @param weighted whether the strategies heed weights, as long as nothing else is said of a pool
  ExpectedShares(Collection<NodeMeter> meters, boolean weighted) {
    this.meters = meters;
    this.weighted = weighted;
    meters.forEach(this::group);
  }

  /// Counts what was to be expected so far. To be called before anything changes on which shares
  /// depend.
  ///
  /// @param attempts those measured so far
  void settle(long attempts) {
    for (Group pool : pools.values()) {
      long came = pool.measured(attempts);
      long since = came - pool.settled;
      if (since > 0) {
        for (NodeMeter meter : meters) {
          if (pool.holds(meter)) {
            meter.expectedAttempts += since * pool.portion(meter);
          }
        }
        pool.settled = came;
      }
      pool.changed = true;
    }
  }

  /// The strategies of all pools heed weights from now on, or they do not.
  void setWeighted(boolean changedTo) {
    weighted = changedTo;
    pools.values().forEach(pool -> pool.weighted = changedTo);
  }

  /// The strategy of one pool heeds weights from now on, or it does not.
  void setWeighted(String pool, boolean changedTo) {
    Group found = pools.get(pool);
    if (found != null) {
      found.weighted = changedTo;
      found.changed = true;
    }
  }

  /// The share that `meter` should get now, 0 to 1.
  double now(NodeMeter meter) {
    Group pool = group(meter);
    return pool.portion(meter) * pool.partOfAll();
  }

  /// The share that `meter` should have got of the measured attempts, 0 to 1.
  ///
  /// @param attempts those measured so far
  double measured(NodeMeter meter, long attempts) {
    Group pool = group(meter);
    if (attempts == 0 || (pools.size() == 1 && pool.settled == 0)) {
      return now(meter);
    }
    long unsettled = pool.measured(attempts) - pool.settled;
    return (meter.expectedAttempts + unsettled * pool.portion(meter)) / attempts;
  }

  private Group group(NodeMeter meter) {
    return pools.computeIfAbsent(meter.member().pool(), id -> new Group(id, weighted));
  }

  /// The nodes of one pool.
  private final class Group {
    final String id;
    boolean weighted;
    long settled;
    boolean changed = true;
    private double total;

    Group(String id, boolean weighted) {
      this.id = id;
      this.weighted = weighted;
    }

    boolean holds(NodeMeter meter) {
      return meter.member().pool().equals(id);
    }

    /// How much of what comes to the pool the node should get, 0 to 1.
    double portion(NodeMeter meter) {
      if (changed) {
        total = meters.stream().filter(this::holds).mapToDouble(this::due).sum();
        changed = false;
      }
      double due = due(meter);
      return due == 0 ? 0 : due / total;
    }

    /// The measured attempts that came to the pool.
    ///
    /// @param all those that came to all pools
    long measured(long all) {
      return pools.size() == 1
          ? all
          : meters.stream().filter(this::holds).mapToLong(meter -> meter.measured.attempts).sum();
    }

    /// How much of all attempts came to the pool, 0 to 1; as long as there is none, as if all pools
    /// were alike.
    double partOfAll() {
      if (pools.size() == 1) {
        return 1;
      }
      long came = 0;
      long all = 0;
      for (NodeMeter meter : meters) {
        all += meter.tally.attempts;
        came += holds(meter) ? meter.tally.attempts : 0;
      }
      return all == 0 ? 1.0 / pools.size() : (double) came / all;
    }

    private double due(NodeMeter meter) {
      if (!meter.expectsTraffic()) {
        return 0;
      }
      return weighted ? meter.member().weight() : 1;
    }
  }
}
