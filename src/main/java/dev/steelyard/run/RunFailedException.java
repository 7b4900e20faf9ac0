package dev.steelyard.run;

import org.jspecify.annotations.Nullable;

/// A run broke down. Its message tells the user why and what to do.
public final class RunFailedException extends Exception {
  private static final long serialVersionUID = 1;

  public RunFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
