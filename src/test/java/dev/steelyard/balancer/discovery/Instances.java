package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.node.Endpoint;

/// Instances for tests.
final class Instances {
  private Instances() {}

  static Instance of(String id) {
    return new Instance(Endpoint.virtual(id), 1);
  }

  static Instance at(String id, int port) {
    return new Instance(new Endpoint(id, "127.0.0.1", port, port), 1);
  }
}
