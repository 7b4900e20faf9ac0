package dev.steelyard.live.door;

import java.time.Duration;

/// How long a door waits for its clients.
///
/// @param idle how long a connection may be silent, be it between requests or amid one, unless it
///   is the node that is waited for; positive
/// @param longestHead how long a head may take from its first byte to its last; positive
record Patience(Duration idle, Duration longestHead) {
  /// What most servers allow.
  static final Patience USUAL =
      new Patience(Duration.ofMillis(FrontDoor.IDLE_MILLIS), Connections.LONGEST_HEAD);

  Patience {
    if (!idle.isPositive() || !longestHead.isPositive()) {
      throw new IllegalArgumentException(
          "patience: " + idle + " and " + longestHead + " must be more than 0");
    }
  }
}
