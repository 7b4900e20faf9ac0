package dev.steelyard.run;

import org.jspecify.annotations.Nullable;

/// A run broke down; the message tells the user what happened and what to do.
public final class RunFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public RunFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
