package dev.steelyard.ui.live;

/// How far an experiment has come.
public enum Phase {
  /// It is being set up.
  OPENING,
  /// It runs or is paused.
  ON,
  /// It could not be set up, or broke down.
  BROKEN
}
