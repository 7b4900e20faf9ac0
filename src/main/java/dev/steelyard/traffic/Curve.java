package dev.steelyard.traffic;

/// A rate over time that can be added up and inverted. Times are in seconds from its beginning.
sealed interface Curve permits Line, Wave, Pulses {
  /// The expected number of requests between two moments.
  ///
  /// @param from 0 or more
  /// @param to not before `from`; may be infinite
  double area(double from, double to);

  /// How many seconds after `from` the expected number has grown by `amount`.
  ///
  /// @param amount above 0, and not more than the area from there on
  double reach(double from, double amount);
}
