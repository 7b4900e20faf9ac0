package dev.steelyard.cli;

/// What a command tells the shell.
final class ExitStatus {
  static final int FINE = 0;

  /// A claim of the scenario does not hold.
  static final int CLAIM_FAILED = 1;

  /// Bad usage, or a bad scenario.
  static final int BAD_INPUT = 2;

  /// The run itself failed, or its report could not be written.
  static final int RUN_FAILED = 3;

  /// Ended by Ctrl+C, as shells have it: 128 and the number of the signal.
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
