package dev.steelyard.balancer.health;

import java.time.Duration;

/// Checks settings against the ranges that they are allowed to have.
final class Allowed {
  private Allowed() {}

  static void check(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + most);
    }
  }

  static void check(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + most);
    }
  }

  static void checkAboveZero(String field, double value, int most) {
    if (!(value > 0 && value <= most)) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be above 0 and at most " + most);
    }
  }
}
