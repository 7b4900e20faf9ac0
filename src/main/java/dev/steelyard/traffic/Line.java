package dev.steelyard.traffic;

/// A rate that goes in a straight line.
///
/// @param startRate requests per second at the beginning
/// @param slope requests per second, for each second; 0 if it goes on for ever
record Line(double startRate, double slope) implements Curve {
  static Line level(double rate) {
    return new Line(rate, 0);
  }

  @Override
  public double area(double from, double to) {
    if (to == Double.POSITIVE_INFINITY) {
      return startRate == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return (rate(from) + rate(to)) / 2 * (to - from);
  }

  /// The smaller root of `slope / 2 x^2 + rate x = amount`, in the form that loses no digits for
  /// small slopes.
  @Override
  public double reach(double from, double amount) {
    double rate = rate(from);
    double root = Math.sqrt(Math.max(0, rate * rate + 2 * slope * amount));
    return 2 * amount / (rate + root);
  }

  private double rate(double at) {
    return slope == 0 ? startRate : startRate + slope * at;
  }
}
