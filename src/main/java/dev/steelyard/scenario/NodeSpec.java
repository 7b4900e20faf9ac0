package dev.steelyard.scenario;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import java.util.Optional;
import java.util.OptionalInt;

/// One node as a scenario describes it; a `count` in the file is expanded already. It is a mock
/// node of ours, or a service that listens elsewhere; then what describes a mock node is without
/// effect.
///
/// @param id its name
/// @param weight the share of the traffic that it should get, 1 to 1000
/// @param speed how fast it works: a request's work is divided by it, above 0, at most 1000
/// @param workers requests served at once, 1 to 10,000
/// @param queue requests that may wait, 0 to 1,000,000; empty: 1000 live, unbounded in virtual time
/// @param pool the pool that it belongs to
/// @param address where it listens if it is not ours
public record NodeSpec(
    String id,
    int weight,
    double speed,
    int workers,
    OptionalInt queue,
    String pool,
    Optional<Address> address) {
  public static final double MOST_SPEED = 1_000;
  public static final int MOST_WORKERS = 10_000;
  public static final int MOST_QUEUE = 1_000_000;

  public NodeSpec {
    if (!(speed > 0 && speed <= MOST_SPEED)) {
      throw new IllegalArgumentException(
          "speed: " + speed + " must be above 0 and at most " + MOST_SPEED);
    }
    checkRange("weight", weight, 1, Node.MAX_WEIGHT);
    checkRange("workers", workers, 1, MOST_WORKERS);
    checkRange("queue", queue.orElse(0), 0, MOST_QUEUE);
    Endpoint.checkId(pool);
  }

  /// A mock node in the default pool.
  public NodeSpec(String id, int weight, double speed, int workers, OptionalInt queue) {
    this(id, weight, speed, workers, queue, PoolSpec.DEFAULT, Optional.empty());
  }

  public NodeSpec withWeight(int changed) {
    return new NodeSpec(id, changed, speed, workers, queue, pool, address);
  }

  /// The same in another pool.
  public NodeSpec withPool(String changed) {
    return new NodeSpec(id, weight, speed, workers, queue, changed, address);
  }

  private static void checkRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + most);
    }
  }
}
