package dev.steelyard.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A node that comes or goes in a scenario's timeline, in an orderly way. A node whose first change
/// is to join is not there at the start.
///
/// @param node the id of the node
/// @param at when, counted from the start of the run
/// @param change what it does
/// @param grace how long a node that leaves goes on serving after it has said so; then its process
///   stops. 0 for one that joins
public record MembershipChange(String node, Duration at, Change change, Duration grace) {
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);
  public static final Duration LONGEST_GRACE = Duration.ofHours(24);

  /// What a node does.
  public enum Change {
    /// Its process starts and it registers.
    JOIN,
    /// It deregisters, goes on serving for a while, and stops.
    LEAVE;

    /// The name in scenario files: `join`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The change of this name.
    static Optional<Change> find(String word) {
      return Arrays.stream(values()).filter(change -> change.word().equals(word)).findFirst();
    }
  }

  public MembershipChange {
    if (at.isNegative()) {
      throw new IllegalArgumentException("at: " + at + " must not be below 0");
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: " + grace + " must not be below 0");
    }
  }
}
