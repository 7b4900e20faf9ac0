package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.strategy.hash.Circle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts into data how far candidates are from a key.
final class Distances {
  private Distances() {}

  /// The choice on a circle.
  static Choice choice(
      Node chosen, Circle circle, long hash, Candidates candidates, String measure, String rule) {
    Map<Node, Double> distances = circle.distances(hash);
    List<Score> scores =
        Weighings.scores(candidates, node -> distances.getOrDefault(node, Weighings.NOT_LOOKED_AT));
    return choice(chosen, measure, scores, rule);
  }

  /// The choice of a node, with those that were nearer and did not take the request.
  static Choice choice(Node chosen, String measure, List<Score> distances, String rule) {
    double taken =
        distances.stream()
            .filter(score -> score.node().equals(chosen.id()))
            .mapToDouble(Score::value)
            .sum();
    String passed =
        distances.stream()
            .filter(score -> score.value() < taken)
            .map(Score::node)
            .collect(Collectors.joining(", "));
    return Weighings.choice(
        chosen, measure, distances, passed.isEmpty() ? rule : rule + "; passed over: " + passed);
  }
}
