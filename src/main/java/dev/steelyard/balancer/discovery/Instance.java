package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import java.util.Objects;

/// One instance of a service, as it registers: who it is, where it is reached, and its share.
///
/// Two instances of one service differ in their ids. An id with another address is another process.
///
/// @param weight its share of the traffic relative to the others, 1 to 1000
public record Instance(Endpoint endpoint, int weight) {
  public Instance {
    Objects.requireNonNull(endpoint, "endpoint");
    Allowed.check("weight", weight, 1, Node.MAX_WEIGHT);
  }

  public String id() {
    return endpoint.id();
  }

  public Instance withWeight(int changed) {
    return new Instance(endpoint, changed);
  }
}
