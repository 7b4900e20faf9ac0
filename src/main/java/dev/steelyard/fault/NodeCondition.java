package dev.steelyard.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The condition of a node for traffic and for health checks.
public record NodeCondition(Condition traffic, Condition healthCheck) {
  public static final NodeCondition GOOD = new NodeCondition(Condition.GOOD, Condition.GOOD);

  /// The composition of `faults`.
  ///
  /// @param flapDown whether faults that flap are in their closed half now
  public static NodeCondition of(Collection<Fault> faults, boolean flapDown) {
    List<Effect> traffic = new ArrayList<>();
    List<Effect> healthCheck = new ArrayList<>();
    for (Fault fault : faults) {
      Effect effect = fault.effect();
      if (effect instanceof Effect.Flap && flapDown) {
        effect = new Effect.Refuse();
      }
      if (fault.scope().meetsTraffic()) {
        traffic.add(effect);
      }
      if (fault.scope().meetsHealthChecks()) {
        healthCheck.add(effect);
      }
    }
    return new NodeCondition(Condition.of(traffic), Condition.of(healthCheck));
  }

  public Condition of(boolean healthCheckRequest) {
    return healthCheckRequest ? healthCheck : traffic;
  }

  /// What is true of the node for its clients: the truth of its traffic.
  public Truth truth() {
    return traffic.truth();
  }
}
