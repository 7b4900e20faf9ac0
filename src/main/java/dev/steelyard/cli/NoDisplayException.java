package dev.steelyard.cli;

/// There is nothing to show a window on. Its message says how that is known.
public final class NoDisplayException extends Exception {
  private static final long serialVersionUID = 1;

  public NoDisplayException(String reason) {
    super(reason);
  }
}
