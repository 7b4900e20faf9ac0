package dev.steelyard.balancer.node;

import java.util.Locale;

/// What the balancer believes of a node, in one word.
///
/// A node can be down and ejected at once; the state then says {@link #DOWN}, the stronger of the
/// two.
public enum NodeState {
  /// Takes traffic.
  UP,
  /// Its active health checks failed; it gets no traffic until they pass again.
  DOWN,
  /// Its own traffic failed too often; it gets none until the ejection ends.
  EJECTED;

  /// The name used in results and on screen: `up`, `down`, `ejected`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
