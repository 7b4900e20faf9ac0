package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.request.Outcome;
import java.time.Duration;

/// How a strategy that goes by response times averages them.
///
/// @param decay the time constant of the moving average, 1 ms to 1 h: what was seen this long ago
///   counts 1 / e of what is seen now
/// @param failurePenalty what a failed attempt counts as if it took less, 0 to 1 h. With 0 it
///   counts as its own response time, and a node that refuses quickly looks like the fastest
public record ResponseTimes(Duration decay, Duration failurePenalty) {
  public static final Duration SHORTEST_DECAY = Duration.ofMillis(1);
  public static final Duration LONGEST = Duration.ofHours(1);

  public ResponseTimes {
    check("decay", decay, SHORTEST_DECAY);
    check("failurePenalty", failurePenalty, Duration.ZERO);
  }

  /// What an attempt that ended so counts as, in nanoseconds.
  long countedNanos(Outcome outcome, long latencyNanos) {
    return outcome.succeeded() ? latencyNanos : Math.max(latencyNanos, failurePenalty.toNanos());
  }

  String words() {
    return "decay "
        + decay.toMillis()
        + " ms, failure penalty "
        + failurePenalty.toMillis()
        + " ms";
  }

  private static void check(String field, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + LONGEST);
    }
  }
}
