package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.strategy.hash.KeyHash;
import dev.steelyard.balancer.strategy.hash.Mix;
import dev.steelyard.balancer.strategy.hash.XxHash64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes the candidate with the highest score for the key, `-weight / ln(u)`, where u is a number
/// above 0 and below 1 that {@link Mix#unit} makes of the hash of the key XOR that of the node's
/// id.
///
/// A node that leaves or goes down moves its own keys only, exactly; a weight that changes moves no
/// more keys than it must, which makes slow start smooth. A retry takes the next highest score. The
/// price is a look at every candidate. Of equal scores the first in order wins.
///
/// Source: Thaler and Ravishankar, _Using Name-Based Mappings to Increase Hit Rates_ (1998);
/// weights as in Schindelhauer and Schomaker, _Weighted Distributed Hash Tables_ (2005).
final class Rendezvous implements Strategy {
  /// How far a number may be below the bound and still be scored, because the bound is rounded.
  private static final double SLACK = 1 - 1e-9;

  private final KeyHash keys;
  private final PerNode<Long> idHashes = new PerNode<>(node -> XxHash64.of(node.id()));
  private @Nullable Candidates known;
  private long[] hashes = {};
  private double[] weights = {};

  /// @param random the chance for requests without a key
  Rendezvous(HashKey key, RandomGenerator random) {
    this.keys = new KeyHash(key, random);
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    learn(candidates, nowNanos);
    return candidates.get(highest(keys.of(request), candidates.size())).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    learn(candidates, nowNanos);
    long hash = keys.of(request);
    Node chosen = candidates.get(highest(hash, candidates.size()));
    List<Score> scores =
        Weighings.scores(
            candidates,
            node -> score(node.effectiveWeight(nowNanos), Mix.unit(hash ^ idHashes.of(node))));
    double most = scores.stream().mapToDouble(Score::value).max().orElseThrow();
    boolean equals = scores.stream().filter(score -> score.value() == most).count() > 1;
    return new Choice(
        chosen,
        new Weighing(
            "-weight / ln(u)",
            scores,
            "the highest",
            equals ? TieBreak.FIRST : TieBreak.NOT_NEEDED));
  }

  /// Logarithms are taken only of numbers that may win: those above the number that would give the
  /// highest score so far with the same weight.
  private int highest(long hash, int size) {
    int best = 0;
    double most = 0;
    double bound = 0;
    double boundWeight = weights[0];
    for (int i = 0; i < size; i++) {
      if (weights[i] != boundWeight) {
        boundWeight = weights[i];
        bound = StrictMath.exp(-boundWeight / most) * SLACK;
      }
      double unit = Mix.unit(hash ^ hashes[i]);
      if (unit > bound) {
        double score = score(weights[i], unit);
        if (score > most) {
          most = score;
          best = i;
          bound = unit * SLACK;
        }
      }
    }
    return best;
  }

  private static double score(double weight, double unit) {
    return -weight / StrictMath.log(unit);
  }

  /// Copies what a pick needs into arrays, once for as long as nothing changes.
  private void learn(Candidates candidates, long nowNanos) {
    if (candidates == known && !candidates.slowStarting()) {
      return;
    }
    int size = candidates.size();
    if (hashes.length < size) {
      hashes = new long[size];
      weights = new double[size];
    }
    for (int i = 0; i < size; i++) {
      Node node = candidates.get(i);
      hashes[i] = idHashes.of(node);
      weights[i] = node.effectiveWeight(nowNanos);
    }
    known = candidates;
  }
}
