package dev.steelyard.balancer.discovery;

import java.time.Duration;

/// A registration that lasts as long as it is renewed in time.
///
/// @param id 1 to 2^53 - 1; drawn by chance, so that one lease does not tell of another
/// @param ttl how long it lasts after its beginning and after each heartbeat
public record Lease(long id, String service, Instance instance, Duration ttl) {}
