package dev.steelyard.scenario.json;

/// A text is not JSON.
public final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  JsonSyntaxException(Problem problem) {
    super(problem.line());
    this.problem = problem;
  }

  /// What is wrong, and where.
  public Problem problem() {
    return problem;
  }
}
