package dev.steelyard.balancer.node;

import java.util.Locale;

/// What the balancer believes of a node, in one word.
///
/// Several things can hold of a node at once; the state is then the first of them in the order in
/// which they stand here after {@link #UP}. A node that is down and ejected is {@link #DOWN}.
public enum NodeState {
  /// Takes traffic.
  UP,
  /// Its active health checks failed; it gets no traffic until they pass again.
  DOWN,
  /// Its own traffic failed too often; it gets none until the ejection ends.
  EJECTED,
  /// Its circuit breaker lets a few trial calls through, which decide whether it closes.
  HALF_OPEN,
  /// Its circuit breaker is open; it gets no traffic until the trial calls.
  BREAKER_OPEN,
  /// It joined, and has not passed the probes that come before the first request.
  WARMING_UP,
  /// It is about to leave: what is in flight ends, nothing new begins.
  DRAINING;

  /// The name used in results and on screen: `up`, `half-open`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether a node in this state gets requests, all that it should or a few trial calls. While the
  /// balancer panics, others get some too.
  public boolean takesTraffic() {
    return this == UP || this == HALF_OPEN;
  }
}
