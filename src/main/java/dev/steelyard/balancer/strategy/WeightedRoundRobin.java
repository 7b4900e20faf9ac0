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
/// maxFails`, not below 0; each turn wins back 1 until the weight is reached again. During a slow
/// start a node earns what then counts of its weight, to a thousandth, and at least that.
///
/// This rule looks at all candidates for every pick. While nothing disturbs them their turns
/// repeat, and {@link RepeatedTurns} gives them in constant time; the sequence is that of the rule
/// either way.
///
/// Source: nginx, smooth weighted balancing in `ngx_http_upstream_round_robin.c`.
final class WeightedRoundRobin implements Strategy {
  private final int maxFails;
  private final PerNode<WeightedPeer> peers = new PerNode<>(WeightedPeer::new);
  private final RepeatedTurns repeated = new RepeatedTurns(peers);

  /// @param maxFails how many failures in a row take the whole weight away, 0 for never
  WeightedRoundRobin(int maxFails) {
    this.maxFails = maxFails;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    return repeated.isOf(candidates) ? repeated.next() : byTheRule(candidates, nowNanos);
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    repeated.settle();
    List<Score> before =
        Weighings.scores(candidates, node -> peers.of(node).afterEarning(nowNanos));
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
      repeated.forget();
      peers.of(node).fail(maxFails);
    }
  }

  /// Whether the turns of these candidates are read off.
  boolean repeats(Candidates candidates) {
    return repeated.isOf(candidates);
  }

  private Choice byTheRule(Candidates candidates, long nowNanos) {
    repeated.end();
    boolean whole = !candidates.slowStarting();
    WeightedPeer best = peers.of(candidates.get(0));
    whole &= best.isWhole();
    long total = best.earn(nowNanos);
    for (int i = 1; i < candidates.size(); i++) {
      WeightedPeer peer = peers.of(candidates.get(i));
      whole &= peer.isWhole();
      total += peer.earn(nowNanos);
      if (peer.current() > best.current()) {
        best = peer;
      }
    }
    best.pay(total);
    Choice chosen = best.node().chosen();
    repeated.note(candidates, chosen, whole);
    return chosen;
  }
}
