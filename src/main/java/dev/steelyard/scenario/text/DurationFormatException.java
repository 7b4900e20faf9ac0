package dev.steelyard.scenario.text;

/// A text is no duration. Its message ends a sentence that begins with the text: `it has no unit`.
public final class DurationFormatException extends Exception {
  private static final long serialVersionUID = 1;

  DurationFormatException(String reason) {
    super(reason);
  }

  /// Why it is none.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
