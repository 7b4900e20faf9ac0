package dev.steelyard.run.report;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.Result.CheckedClaim;
import dev.steelyard.scenario.Claim;
import dev.steelyard.scenario.claim.Condition;
import dev.steelyard.scenario.claim.ConditionException;
import dev.steelyard.scenario.claim.Values;
import java.util.List;

/// Finds out which claims hold.
public final class ClaimCheck {
  private ClaimCheck() {}

  /// Each claim in its order. One that cannot be decided does not hold, and its condition says why.
  public static List<CheckedClaim> of(List<Claim> claims, Summary summary) {
    Values values = new SummaryValues(summary);
    return claims.stream().map(claim -> of(claim, values)).toList();
  }

  private static CheckedClaim of(Claim claim, Values values) {
    try {
      boolean holds = Condition.parse(claim.holds()).holds(values);
      return new CheckedClaim(claim.text(), claim.holds(), holds);
    } catch (ConditionException e) {
      return new CheckedClaim(claim.text(), claim.holds() + " (" + e.reason() + ")", false);
    }
  }
}
