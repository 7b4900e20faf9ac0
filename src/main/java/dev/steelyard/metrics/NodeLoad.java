package dev.steelyard.metrics;

/// How busy a mock node is.
///
/// @param working requests that its workers serve now
/// @param queued requests that wait for a worker
/// @param busyNanos the time that its workers have worked so far, all of them added up
public record NodeLoad(int working, int queued, long busyNanos) {
  public static final NodeLoad IDLE = new NodeLoad(0, 0, 0);
}
