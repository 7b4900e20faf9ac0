package dev.steelyard.run.report;

/// A report cannot be written. Its message tells the user why and what to do.
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1;

  ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
