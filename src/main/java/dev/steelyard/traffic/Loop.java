package dev.steelyard.traffic;

/// Decides when requests are sent. It begins paused.
sealed interface Loop permits OpenLoop, ClosedLoop {
  /// Begins, or goes on after a pause. What passed in between counts as if it had not been.
  void resume();

  /// Sends nothing more until it is resumed.
  void pause();

  /// A request has ended, well or badly.
  void ended(long request);
}
