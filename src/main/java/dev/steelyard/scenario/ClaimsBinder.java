package dev.steelyard.scenario;

import dev.steelyard.scenario.claim.Condition;
import dev.steelyard.scenario.claim.ConditionException;
import dev.steelyard.scenario.claim.SummaryPaths;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.TextRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads `claims`.
final class ClaimsBinder {
  private static final String ALLOWED =
      "comparisons of numbers in summary.json: requests.failed == 0";
  private static final TextRule CONDITION =
      TextRule.of(".{1," + Condition.MOST_LENGTH + "}", ALLOWED);

  private ClaimsBinder() {}

  /// @param nodes the ids of the nodes; none if they are not known
  /// @param pools the ids of the pools
  static List<Claim> bind(Fields scenario, List<String> nodes, Collection<String> pools) {
    List<Claim> claims = new ArrayList<>();
    for (Fields entry : scenario.objects("claims")) {
      entry.require("holds");
      String holds = holds(entry, nodes, pools);
      claims.add(new Claim(entry.text("text", holds, Rules.TITLE), holds));
      entry.done();
    }
    return claims;
  }

  private static String holds(Fields entry, List<String> nodes, Collection<String> pools) {
    String holds = entry.text("holds", "", CONDITION);
    if (holds.isEmpty()) {
      return holds;
    }
    try {
      Condition condition = Condition.parse(holds);
      if (!nodes.isEmpty()) {
        condition.paths().stream()
            .map(path -> SummaryPaths.problem(path, nodes, pools))
            .flatMap(Optional::stream)
            .findFirst()
            .ifPresent(reason -> entry.wrong("holds", reason, ALLOWED));
      }
    } catch (ConditionException e) {
      entry.wrong("holds", e.reason(), ALLOWED);
    }
    return holds;
  }
}
