package dev.steelyard.cli;

import dev.steelyard.balancer.event.Explanation;
import dev.steelyard.balancer.event.Explanation.LeftOut;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why a node was picked, as lines for people.
final class ExplanationText {
  private static final String NOT_LOOKED_AT = "not looked at";
  private static final double MOST_DIGITS = 1e15;

  private ExplanationText() {}

  /// The pick in its first line, then every member in order, then what decided.
  ///
  /// @param request what was balanced: `1: client-1`
  static String of(String request, Explanation explanation, List<Node> members) {
    Weighing weighing = explanation.weighing();
    Map<String, String> notes = new LinkedHashMap<>();
    for (Node node : members) {
      notes.put(node.id(), "");
    }
    for (LeftOut left : explanation.leftOut()) {
      notes.put(left.node(), "left out: " + left.reason().word());
    }
    for (Score score : weighing.scores()) {
      String value = score.looked() ? number(score.value()) : NOT_LOOKED_AT;
      boolean chosen = score.node().equals(explanation.node());
      notes.put(score.node(), chosen ? value + "  <- picked" : value);
    }
    int width = notes.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(request).append(" -> ").append(explanation.node()).append('\n');
    text.append("  ").append(weighing.measure()).append(":\n");
    notes.forEach((node, note) ->
        text.append("    ")
            .append(node)
            .append(" ".repeat(width - node.length() + 2))
            .append(note)
            .append('\n'));
    text.append("  rule: ").append(weighing.rule()).append('\n');
    text.append("  tie-break: ").append(weighing.tieBreak().words()).append('\n');
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < MOST_DIGITS
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.5g", value);
  }
}
