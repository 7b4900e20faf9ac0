package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// A scenario is not as it should be. It holds every problem that was found, in the order of the
/// file; its message has one line for each.
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ScenarioException(List<Problem> problems) {
    super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// At least one.
  public List<Problem> problems() {
    return problems;
  }

  /// One line for each problem: `FILE:LINE:COLUMN: FIELD: VALUE is wrong because ...; allowed:
  /// ...`.
  public List<String> lines() {
    return problems.stream().map(Problem::line).toList();
  }
}
