package dev.steelyard.metrics;

/// How long things took, in nanoseconds. With a count of 0 the other figures mean nothing.
public record Latency(
    long count,
    double meanNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    long maxNanos) {
  public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0);

  public boolean isEmpty() {
    return count == 0;
  }
}
