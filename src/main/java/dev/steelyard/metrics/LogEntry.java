package dev.steelyard.metrics;

import java.util.Optional;

/// One line of the event log.
///
/// @param atNanos when, on the Timeline
/// @param node the id of the node that it is about, if it is about one
/// @param text what happened, in a few words: `up to down: 2 failed checks, the last: refused`
public record LogEntry(long atNanos, Kind kind, Optional<String> node, String text) {
  /// What a line is about.
  public enum Kind {
    /// What the balancer believes of a node changed.
    HEALTH,
    /// A node came or went.
    MEMBER,
    /// The registry, or what somebody knows by it.
    DISCOVERY,
    /// A fault began.
    FAULT,
    /// A fault ended.
    MENDED,
    /// Somebody changed a setting.
    SETTING,
    /// The run itself: started, paused, went on.
    RUN
  }
}
