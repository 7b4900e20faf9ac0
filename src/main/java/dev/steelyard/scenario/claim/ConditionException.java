package dev.steelyard.scenario.claim;

/// A condition cannot be read, or cannot be decided for a run.
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1;

  /// @param reason why, in words
  public ConditionException(String reason) {
    super(reason);
  }

  static ConditionException at(int position, String reason) {
    return new ConditionException("at character " + (position + 1) + " " + reason);
  }

  /// Why.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
