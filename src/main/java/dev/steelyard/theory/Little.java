package dev.steelyard.theory;

/// L = lambda W: in any system that is in balance, the requests in it on average are their rate
/// times the time that each of them spends there. It asks nothing of arrivals, service or order.
///
/// Source: Little, _A Proof for the Queuing Formula L = lambda W_ (1961).
public final class Little {
  private Little() {}

  /// L, the requests in the system on average.
  ///
  /// @param arrivals lambda, 0 or more
  /// @param meanTime W, 0 or more, in the unit of time of lambda
  public static double meanInSystem(double arrivals, double meanTime) {
    if (!(arrivals >= 0)) {
      throw new IllegalArgumentException("arrivals: " + arrivals + " must be 0 or more");
    }
    Rates.checkTime(meanTime);
    return arrivals * meanTime;
  }
}
