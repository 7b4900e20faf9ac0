package dev.steelyard.balancer.health;

/// Turns passed and failed checks into up and down.
///
/// A counter runs from 0 to `rise + fall - 1`; from `rise` on the node is up. A failure while up
/// counts down by one and drops to 0 once that falls below `rise`; a success that reaches `rise`
/// fills the counter. At the start an up node stands at just `rise`: until its first success, one
/// failure takes it down, for nothing good is known of it yet.
///
/// Source: HAProxy, `check->health` in `check.c`.
final class RiseAndFall {
  private final int rise;
  private final int full;
  private int counter;
  private int streak;
  private boolean lastPassed;

  RiseAndFall(int rise, int fall, boolean up) {
    this.rise = rise;
    this.full = rise + fall - 1;
    this.counter = up ? rise : 0;
  }

  boolean up() {
    return counter >= rise;
  }

  /// How many checks in a row, the last one included, ended like the last one.
  int streak() {
    return streak;
  }

  /// Counts one check.
  ///
  /// @return whether the node went up or down by it
  boolean heard(boolean passed) {
    streak = passed == lastPassed ? streak + 1 : 1;
    lastPassed = passed;
    boolean before = up();
    if (passed) {
      counter = counter + 1 >= rise ? full : counter + 1;
    } else {
      counter = counter > rise ? counter - 1 : 0;
    }
    return up() != before;
  }
}
