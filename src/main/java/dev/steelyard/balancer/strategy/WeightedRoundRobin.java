package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import java.util.List;

/// Takes turns in proportion to the weights and spreads the turns of a heavy node evenly: weights
/// 5, 1, 1 give a a b a c a a, not a a a a a b c.
///
/// Every candidate earns its effective weight; the richest (the first of equals) is taken and pays
/// what all earned together. A failed attempt lowers a node's effective weight by `weight /
/// maxFails`, not below 0; each turn wins back 1 until the weight is reached again.
///
/// Source: nginx, smooth weighted balancing in `ngx_http_upstream_round_robin.c`.
final class WeightedRoundRobin implements Strategy {
  private final int maxFails;
  private final PerNode<Peer> peers = new PerNode<>(Peer::new);

  /// @param maxFails how many failures in a row take the whole weight away, 0 for never
  WeightedRoundRobin(int maxFails) {
    this.maxFails = maxFails;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    Peer best = peers.of(candidates.get(0));
    long total = best.earn();
    for (int i = 1; i < candidates.size(); i++) {
      Peer peer = peers.of(candidates.get(i));
      total += peer.earn();
      if (peer.current > best.current) {
        best = peer;
      }
    }
    best.current -= total;
    return best.node.chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    List<Score> before = Weighings.scores(candidates, node -> peers.of(node).afterEarning());
    Node chosen = choose(candidates, request, nowNanos).node();
    double most = before.stream().mapToDouble(Score::value).max().orElseThrow();
    boolean equals = before.stream().filter(score -> score.value() == most).count() > 1;
    TieBreak tieBreak = equals ? TieBreak.FIRST : TieBreak.NOT_NEEDED;
    return new Choice(
        chosen,
        new Weighing("current weight", before, "the greatest, which then pays the sum", tieBreak));
  }

  @Override
  public void attemptEnded(Node node, Outcome outcome, long latencyNanos, long nowNanos) {
    if (maxFails > 0 && !outcome.succeeded()) {
      peers.of(node).fail(maxFails);
    }
  }

  private static final class Peer {
    final Node node;
    long current;

    /// What failures took from the weight. Kept instead of what is left, so that a weight which is
    /// changed meanwhile counts at once and is not mistaken for a failure.
    int lost;

    Peer(Node node) {
      this.node = node;
    }

    /// Adds the effective weight to what the peer holds and tells how much that was.
    int earn() {
      int earned = Math.max(0, node.weight() - lost);
      current += earned;
      lost = Math.max(0, lost - 1);
      return earned;
    }

    /// What it would hold after {@link #earn}.
    long afterEarning() {
      return current + Math.max(0, node.weight() - lost);
    }

    void fail(int maxFails) {
      lost = Math.min(node.weight(), lost + node.weight() / maxFails);
    }
  }
}
