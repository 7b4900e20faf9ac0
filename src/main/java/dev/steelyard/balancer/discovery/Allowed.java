package dev.steelyard.balancer.discovery;

import java.time.Duration;
import java.util.regex.Pattern;

/// Checks values against what they are allowed to be.
final class Allowed {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Allowed() {}

  static void check(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + most);
    }
  }

  static void check(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + most);
    }
  }

  static void checkName(String field, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(field + ": '" + value + "' must match " + NAME);
    }
  }
}
