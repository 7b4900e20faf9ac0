package dev.steelyard.ui.live.flow;

/// How long the eye needs for what the wire does in no time: real latencies, stretched by their
/// logarithm, so that a fast node still looks faster than a slow one.
final class Pace {
  private static final long MILLI = 1_000_000L;

  /// From the client to the balancer, and home.
  static final long HOP_NANOS = 260 * MILLI;

  /// How long a failed request takes to fall.
  static final long FALL_NANOS = 900 * MILLI;

  /// Out to a node whose answer is not known yet; it is slow, or it would be known.
  static final long UNKNOWN_NANOS = 700 * MILLI;

  /// Back from a failed attempt.
  static final long RETREAT_NANOS = 420 * MILLI;

  private static final double SHORTEST_LATENCY = MILLI;
  private static final double LONGEST_LATENCY = 10_000.0 * MILLI;
  private static final double SHORTEST_MOTION = 300.0 * MILLI;
  private static final double LONGEST_MOTION = 2_500.0 * MILLI;

  private Pace() {}

  /// How long a request moves between balancer and node and back: 300 ms for a latency of 1 ms and
  /// less, 2500 ms for 10 s and more.
  static long motionNanos(long latencyNanos) {
    double latency = Math.clamp((double) latencyNanos, SHORTEST_LATENCY, LONGEST_LATENCY);
    double slowness =
        Math.log(latency / SHORTEST_LATENCY) / Math.log(LONGEST_LATENCY / SHORTEST_LATENCY);
    return Math.round(SHORTEST_MOTION + slowness * (LONGEST_MOTION - SHORTEST_MOTION));
  }
}
