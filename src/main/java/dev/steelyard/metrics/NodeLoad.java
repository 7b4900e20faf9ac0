package dev.steelyard.metrics;

/// How busy a mock node is.
///
/// @param working requests that its workers serve now
/// @param queued requests that wait for a worker
/// @param busyNanos the time that its workers have worked so far, all of them added up
/// @param connections open connections of the traffic to it, idle ones included
public record NodeLoad(int working, int queued, long busyNanos, int connections) {
  public static final NodeLoad IDLE = new NodeLoad(0, 0, 0, 0);

  /// The load of the workers, with no connection.
  public NodeLoad(int working, int queued, long busyNanos) {
    this(working, queued, busyNanos, 0);
  }

  public NodeLoad withConnections(int count) {
    return new NodeLoad(working, queued, busyNanos, count);
  }
}
