package dev.steelyard.theory;

/// The ranges that every model of a queue shares.
final class Rates {
  private Rates() {}

  static void check(double arrivals, double service) {
    checkRate("arrivals", arrivals);
    checkRate("service", service);
  }

  static void checkRate(String field, double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(field + ": " + rate + " must be above 0 and finite");
    }
  }

  /// Past this a queue grows without end and has no steady state.
  static void checkStable(double utilization) {
    if (!(utilization < 1)) {
      throw new IllegalArgumentException(
          "utilization: " + utilization + " must be below 1, or the queue grows without end");
    }
  }

  static void checkWhole(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(field + ": " + value + " must be " + least + " or more");
    }
  }

  static void checkTime(double time) {
    if (!(time >= 0)) {
      throw new IllegalArgumentException("time: " + time + " must be 0 or more");
    }
  }
}
