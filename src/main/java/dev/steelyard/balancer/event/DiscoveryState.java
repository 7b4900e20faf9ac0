package dev.steelyard.balancer.event;

import java.util.Locale;

/// How a balancer stands to the source of its members.
public enum DiscoveryState {
  /// It has heard of no list yet.
  STARTING,
  /// It hears of changes as they happen, as far as it knows.
  WATCHING,
  /// It asks now and then; there is no watch, or none at the moment.
  POLLING,
  /// Cut off: what it tried last failed, and it tries again. It works with the last list it got.
  RECONNECTING,
  /// Cut off for so long that the last list counts as out of date.
  OUTDATED,
  /// It asks nobody any more.
  STOPPED;

  /// Whether the list is the last one from before it was cut off.
  public boolean stale() {
    return this == RECONNECTING || this == OUTDATED;
  }

  /// The word for it: `watching`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
