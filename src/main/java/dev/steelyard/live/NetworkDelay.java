package dev.steelyard.live;

import dev.steelyard.clock.SystemTimeline;
import dev.steelyard.traffic.Distribution;
import java.util.random.RandomGenerator;

/// The network between balancer and nodes, there and back together: holds each answer for a while,
/// on a timer. From any thread.
final class NetworkDelay {
  private final Distribution latency;
  private final RandomGenerator random;
  private final SystemTimeline timeline;
  private final boolean none;

  /// @param random chance of its own: drawn from under this object's lock
  /// @param timeline where answers wait
  NetworkDelay(Distribution latency, RandomGenerator random, SystemTimeline timeline) {
    this.latency = latency;
    this.random = random;
    this.timeline = timeline;
    this.none = latency.meanNanos() == 0;
  }

  /// Runs `answer` when it has passed the network; at once if that takes no time.
  void pass(Runnable answer) {
    if (none) {
      answer.run();
    } else {
      timeline.afterFromAnywhere(drawn(), answer);
    }
  }

  private synchronized long drawn() {
    return latency.sample(random);
  }
}
