package dev.steelyard.theory;

/// A queue in its steady state, served first come, first served.
///
/// "Time" is the time in the system: waiting and service together.
public sealed interface QueueModel permits Mm1, Mmc, Gim1, Supermarket {
  /// The name in the literature: `M/M/1`.
  String name();

  /// The share of its servers' time in which they work, above 0 and below 1.
  double utilization();

  /// The average time in the system.
  double meanTime();

  /// The probability that a request is in the system for longer than this.
  ///
  /// @param time 0 or more
  double timeBeyond(double time);

  /// The time within which a given share of the requests is through: 0.99 for the 99th percentile.
  ///
  /// Found by bisection to about 12 digits.
  ///
  /// @param share above 0 and below 1
  default double timeQuantile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share: " + share + " must be above 0 and below 1");
    }
    double high = meanTime();
    while (timeBeyond(high) > 1 - share) {
      high *= 2;
    }
    double low = 0;
    while (high - low > 1e-12 * high) {
      double middle = (low + high) / 2;
      if (timeBeyond(middle) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
