package dev.steelyard.ui.live;

/// How far an experiment has come.
public enum Phase {
  /// It is being set up.
  OPENING,
  /// It runs or is paused.
  ON,
  /// It is over, and its last moment is on show.
  OVER,
  /// It could not be set up, or broke down.
  BROKEN;

  /// Whether there is something to see.
  public boolean shows() {
    return this == ON || this == OVER;
  }
}
