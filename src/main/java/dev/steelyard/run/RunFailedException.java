package dev.steelyard.run;

/// A run broke down; the message tells the user what happened and what to do.
public final class RunFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
