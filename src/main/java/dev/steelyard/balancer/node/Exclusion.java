package dev.steelyard.balancer.node;

import java.util.Locale;

/// Why a member of the pool may not be chosen. Where several hold, the first counts.
public enum Exclusion {
  /// Its active health checks failed.
  DOWN,
  /// Its own traffic failed too often.
  EJECTED,
  /// Its circuit breaker is open, or all trial calls of a half-open one are under way.
  BREAKER_OPEN,
  /// It joined, and has not passed the probes that come before the first request.
  WARMING_UP,
  /// It is about to leave: what is in flight ends, nothing new begins.
  DRAINING,
  /// The request has tried it already. Holds for one request, never for a node as such.
  TRIED;

  /// The name in results: `breaker-open`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
