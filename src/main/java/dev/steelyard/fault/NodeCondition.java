package dev.steelyard.fault;

import java.util.Collection;
import java.util.function.Predicate;

/// The condition of a node for traffic and for health checks.
public record NodeCondition(Condition traffic, Condition healthCheck) {
  public static final NodeCondition GOOD = new NodeCondition(Condition.GOOD, Condition.GOOD);

  /// The composition of the faults that act now, in the order in which they began.
  public static NodeCondition of(Collection<ActiveFault> acting) {
    return new NodeCondition(
        Condition.of(meeting(acting, Scope::meetsTraffic)),
        Condition.of(meeting(acting, Scope::meetsHealthChecks)));
  }

  private static Collection<ActiveFault> meeting(
      Collection<ActiveFault> faults, Predicate<Scope> whom) {
    return faults.stream().filter(active -> whom.test(active.fault().scope())).toList();
  }

  /// The same faults in a node whose process does not run: both of its ports are closed.
  public NodeCondition stopped() {
    return new NodeCondition(traffic.closed(), healthCheck.closed());
  }

  /// Whether both of its ports are closed, so that its process is dead for all who ask.
  public boolean closed() {
    return traffic.refuse() && healthCheck.refuse();
  }

  /// Whether the process as a whole stands still.
  public boolean still() {
    return traffic.pause() && healthCheck.pause();
  }

  public Condition of(boolean healthCheckRequest) {
    return healthCheckRequest ? healthCheck : traffic;
  }

  /// The node begins anew: what leaked is free again.
  public void restart() {
    traffic.restart();
    healthCheck.restart();
  }
}
