package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Puts into data what strategies weigh.
final class Weighings {
  /// The score of a candidate that was not looked at.
  static final double NOT_LOOKED_AT = Double.NaN;

  private Weighings() {}

  /// A score for each candidate.
  static List<Score> scores(Candidates candidates, ToDoubleFunction<Node> score) {
    List<Score> scores = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Node node = candidates.get(i);
      scores.add(new Score(node.id(), score.applyAsDouble(node)));
    }
    return scores;
  }

  /// The choice of a node by a rule that knows no ties.
  static Choice choice(Node node, String measure, List<Score> scores, String rule) {
    return new Choice(node, new Weighing(measure, scores, rule, TieBreak.NOT_NEEDED));
  }
}
