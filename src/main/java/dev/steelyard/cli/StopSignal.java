package dev.steelyard.cli;

/// Whether the user wants a run to end now. Lasts as long as the run and its report.
interface StopSignal extends AutoCloseable {
  /// Whether to stop. Any thread.
  boolean requested();

  /// Everything is written; the program may end.
  @Override
  void close();
}
