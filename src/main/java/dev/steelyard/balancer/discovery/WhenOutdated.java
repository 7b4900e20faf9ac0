package dev.steelyard.balancer.discovery;

import java.util.Locale;

/// What becomes of the last list when it has been stale for longer than it is to be cached.
public enum WhenOutdated {
  /// It is used on, and said to be out of date: an outage of the registry must not become one of
  /// the service. Eureka's client, gRPC's xDS client and Envoy by default do so; health checks take
  /// out the nodes that are gone.
  KEEP,
  /// All members leave, so that requests fail at once: rather no answer than one from who knows
  /// whom. Envoy does so where `endpoint_stale_after` is set.
  DROP;

  /// The name in scenario files: `keep`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
