package dev.steelyard.run;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import java.util.List;

/// What a finished run leaves behind.
///
/// @param scenario as it was run
/// @param summary the figures
/// @param claims the scenario's claims and whether they hold, in their order
/// @param lastFrame the last moment, with the whole history and the log
public record Result(
    Scenario scenario, Summary summary, List<CheckedClaim> claims, Frame lastFrame) {
  public Result {
    claims = List.copyOf(claims);
  }

  /// Whether every claim holds.
  public boolean allClaimsHold() {
    return claims.stream().allMatch(CheckedClaim::holds);
  }

  /// A claim and whether it holds.
  ///
  /// @param text the claim in words
  /// @param condition what was checked
  /// @param holds whether it is so
  public record CheckedClaim(String text, String condition, boolean holds) {}
}
